import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";

/** A key that events of an issue are tagged with. */
export interface TagKeyCount {
  key: string;
  /** How many different values are kept of it. */
  uniqueValues: number;
  /** How many events have one of them. */
  totalValues: number;
}

export interface TagValueCount {
  value: string;
  timesSeen: number;
  firstSeen: number;
  lastSeen: number;
}

const valueColumns = ["value", "timesSeen", "firstSeen", "lastSeen"] as const;

/** By key; only these when they are given. */
export function listTagKeyCounts(
  db: Database,
  issueId: number,
  keys?: string[],
): Promise<TagKeyCount[]> {
  let query = db.selectFrom("issueTagKeys").where("issueId", "=", issueId);
  if (keys) query = query.where("key", "in", keys);
  return query
    .select(["key", "valuesSeen as uniqueValues", "timesSeen as totalValues"])
    .orderBy("key")
    .execute();
}

/** The values that most events have. */
export function listTopTagValues(
  db: Database,
  issueId: number,
  key: string,
  limit: number,
): Promise<TagValueCount[]> {
  return db
    .selectFrom("issueTags")
    .select(valueColumns)
    .where("issueId", "=", issueId)
    .where("key", "=", key)
    .orderBy("timesSeen", "desc")
    .orderBy("lastSeen", "desc")
    .orderBy("value")
    .limit(limit)
    .execute();
}

/** How values can be sorted, each downwards. */
export type TagValueSort = "timesSeen" | "firstSeen" | "lastSeen";

/** A page as `readPage` gives it. */
export function listTagValues(
  db: Database,
  { issueId, key }: { issueId: number; key: string },
  { sort, page }: { sort: TagValueSort; page: Page },
): Promise<TagValueCount[]> {
  const query = db
    .selectFrom("issueTags")
    .select(valueColumns)
    .where("issueId", "=", issueId)
    .where("key", "=", key);
  const order = { key: sql.ref(sort), id: sql.ref("value"), direction: "desc" } as const;
  return readPage(query, order, page);
}
