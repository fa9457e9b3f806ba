import { sql } from "kysely";
import { containsText } from "../db/contains-text.ts";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import type { RefusalReason } from "../db/schema.ts";

/** Those of an hour that are alike. What a sender says of itself is of the last. */
export interface ListedRefusedDelivery {
  id: number;
  integrationId: number;
  repositoryId: number | null;
  repositoryName: string | null;
  reason: RefusalReason;
  eventKey: string;
  count: number;
  firstAt: number;
  lastAt: number;
  address: string;
  requestId: string | null;
  userAgent: string | null;
  /** Of its body, in bytes. */
  size: number | null;
}

/** Which ones are wanted; absent: whatever they are. */
export interface RefusedDeliveryFilter {
  repositoryId?: number | undefined;
  reason?: RefusalReason | undefined;
  /** A part of the repository's name. */
  query?: string | undefined;
}

/** A page of an organization's, those first that came last, as `readPage` gives it. Of each there are few. */
export function listRefusedDeliveries(
  db: Database,
  organizationId: number,
  { repositoryId, reason, query }: RefusedDeliveryFilter,
  page: Page,
): Promise<ListedRefusedDelivery[]> {
  let rows = db
    .selectFrom("refusedDeliveries as refused")
    .leftJoin("repositories", "repositories.id", "refused.repositoryId")
    .select([
      "refused.id",
      "refused.integrationId",
      "refused.repositoryId",
      "repositories.name as repositoryName",
      "refused.reason",
      "refused.eventKey",
      "refused.count",
      "refused.firstAt",
      "refused.lastAt",
      "refused.address",
      "refused.requestId",
      "refused.userAgent",
      "refused.size",
    ])
    .where("refused.organizationId", "=", organizationId);
  if (repositoryId !== undefined) rows = rows.where("refused.repositoryId", "=", repositoryId);
  if (reason) rows = rows.where("refused.reason", "=", reason);
  if (query) rows = rows.where(containsText("repositories.name", query));
  const [key, id] = [sql.ref("refused.lastAt"), sql.ref("refused.id")];
  return readPage(rows, { key, id, direction: "desc" }, page);
}
