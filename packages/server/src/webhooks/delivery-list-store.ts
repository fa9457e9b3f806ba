import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import type { DeliveryState } from "../db/schema.ts";
import { type DeliveryFilter, toConditions, type Wanted } from "./delivery-conditions.ts";
import { findDeliveryScopes } from "./delivery-scope-store.ts";

/** A delivery as people see it, without what was sent. */
export interface ListedDelivery {
  id: number;
  integrationId: number;
  repositoryId: number;
  repositoryName: string | null;
  requestId: string | null;
  eventKey: string;
  verdict: "match";
  state: DeliveryState;
  reason: string | null;
  receivedAt: number;
  /** When it was last asked for anew. */
  replayedAt: number | null;
  finishedAt: number | null;
  /** Of the body, in bytes. */
  size: number;
}

/** A page of an organization's deliveries, newest first, as `readPage` gives it. */
export async function listDeliveries(
  db: Database,
  organizationId: number,
  filter: DeliveryFilter,
  page: Page,
): Promise<ListedDelivery[]> {
  const scopes = await findDeliveryScopes(db, organizationId, filter);
  const found = new Map<number, ListedDelivery>();
  for (const scope of scopes) {
    for (const delivery of await readScope(db, { organizationId, scope, filter }, page)) {
      found.set(delivery.id, delivery);
    }
  }
  const newestFirst = [...found.values()].toSorted((one, other) => other.id - one.id);
  const count = page.limit + 1;
  return page.backwards ? newestFirst.slice(-count) : newestFirst.slice(0, count);
}

export function findListedDelivery(
  db: Database,
  organizationId: number,
  id: number,
): Promise<ListedDelivery | undefined> {
  return selectDeliveries(db)
    .where("deliveries.organizationId", "=", organizationId)
    .where("deliveries.id", "=", id)
    .executeTakeFirst();
}

function selectDeliveries(db: Database) {
  // A join to the left, or SQLite might begin at the repositories and sort all that they have.
  return db
    .selectFrom("deliveries")
    .leftJoin("repositories", "repositories.id", "deliveries.repositoryId")
    .select((eb) => [
      "deliveries.id",
      "deliveries.integrationId",
      "deliveries.repositoryId",
      "repositories.name as repositoryName",
      "deliveries.requestId",
      "deliveries.eventKey",
      "deliveries.verdict",
      "deliveries.state",
      "deliveries.reason",
      "deliveries.receivedAt",
      "deliveries.replayedAt",
      "deliveries.finishedAt",
      eb.fn<number>("length", ["deliveries.body"]).as("size"),
    ]);
}

/** A page of the deliveries of one scope. */
function readScope(db: Database, wanted: Wanted, page: Page): Promise<ListedDelivery[]> {
  const rows = selectDeliveries(db).where((eb) => eb.and(toConditions(wanted)));
  const id = sql.ref("deliveries.id");
  return readPage(rows, { key: id, id, direction: "desc" }, page);
}
