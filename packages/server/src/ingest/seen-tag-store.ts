import type { Database } from "../db/database.ts";
import type { SeenTag } from "./tally-tags.ts";

/** A key of an issue. */
export type TagKey = Pick<SeenTag, "issueId" | "key">;

/** Keys of these issues that have many values. */
export function listKeysWithManyValues(
  db: Database,
  issueIds: number[],
  many: number,
): Promise<(TagKey & { valuesSeen: number })[]> {
  return db
    .selectFrom("issueTagKeys")
    .select(["issueId", "key", "valuesSeen"])
    .where("issueId", "in", issueIds)
    .where("valuesSeen", ">=", many)
    .execute();
}

/** Those of these issues that have many keys. */
export async function listIssuesWithManyKeys(
  db: Database,
  issueIds: number[],
  many: number,
): Promise<number[]> {
  const rows = await db
    .selectFrom("issueTagKeys")
    .select("issueId")
    .where("issueId", "in", issueIds)
    .groupBy("issueId")
    .having((eb) => eb.fn.countAll(), ">=", many)
    .execute();
  return rows.map((row) => row.issueId);
}

export async function listKeys(db: Database, issueId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("issueTagKeys")
    .select("key")
    .where("issueId", "=", issueId)
    .execute();
  return rows.map((row) => row.key);
}

/** Which of these values a key of an issue has. */
export async function listKnownValues(
  db: Database,
  { issueId, key }: TagKey,
  values: string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom("issueTags")
    .select("value")
    .where("issueId", "=", issueId)
    .where("key", "=", key)
    .where("value", "in", values)
    .execute();
  return rows.map((row) => row.value);
}

/**
 * Adds to what was seen before.
 * @param tags each tag of an issue once
 * @returns those that were not there
 */
export async function addSeenTags(trx: Database, tags: SeenTag[]): Promise<TagKey[]> {
  const rows = await trx
    .insertInto("issueTags")
    .values(tags)
    .onConflict((conflict) =>
      conflict.columns(["issueId", "key", "value"]).doUpdateSet((eb) => ({
        timesSeen: eb("issueTags.timesSeen", "+", eb.ref("excluded.timesSeen")),
        firstSeen: eb
          .case()
          .when("excluded.firstSeen", "<", eb.ref("issueTags.firstSeen"))
          .then(eb.ref("excluded.firstSeen"))
          .else(eb.ref("issueTags.firstSeen"))
          .end(),
        lastSeen: eb
          .case()
          .when("excluded.lastSeen", ">", eb.ref("issueTags.lastSeen"))
          .then(eb.ref("excluded.lastSeen"))
          .else(eb.ref("issueTags.lastSeen"))
          .end(),
      })),
    )
    .returning(["issueId", "key", "value", "timesSeen"])
    .execute();
  const added = new Map(tags.map((tag) => [nameOf(tag), tag.timesSeen]));
  return rows.filter((row) => added.get(nameOf(row)) === row.timesSeen);
}

function nameOf({ issueId, key, value }: TagKey & { value: string }): string {
  return `${issueId} ${key} ${value}`;
}

/** What is to be added to the counts of a key. */
export interface SeenKey extends TagKey {
  /** New ones. */
  valuesSeen: number;
  /** Events. */
  timesSeen: number;
}

/** Adds to how many values keys have, and how many events. */
export async function addSeenKeys(trx: Database, keys: SeenKey[]): Promise<void> {
  await trx
    .insertInto("issueTagKeys")
    .values(keys)
    .onConflict((conflict) =>
      conflict.columns(["issueId", "key"]).doUpdateSet((eb) => ({
        valuesSeen: eb("issueTagKeys.valuesSeen", "+", eb.ref("excluded.valuesSeen")),
        timesSeen: eb("issueTagKeys.timesSeen", "+", eb.ref("excluded.timesSeen")),
      })),
    )
    .execute();
}
