import { sql } from "kysely";
import type { Database } from "../db/database.ts";

/** What came of a repository lately. Times are epoch milliseconds. */
export interface RepositoryState {
  /** Of the deliveries that are kept still, as is `lastPush`; null: none. */
  lastDelivery: number | null;
  lastPush: number | null;
}

/** By the number of the repository. Each is a look at the end of an index, however many deliveries there are. */
export async function listRepositoryStates(
  db: Database,
  repositoryIds: number[],
): Promise<Map<number, RepositoryState>> {
  if (repositoryIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("repositories")
    .select((eb) => {
      const newest = eb
        .selectFrom("deliveries")
        .select("deliveries.receivedAt")
        .whereRef("deliveries.repositoryId", "=", "repositories.id")
        .orderBy("deliveries.id", "desc")
        .limit(1);
      return [
        "repositories.id",
        newest.as("lastDelivery"),
        newest.where("deliveries.eventKey", "=", sql.lit("repo:refs_changed")).as("lastPush"),
      ];
    })
    .where("repositories.id", "in", repositoryIds)
    .execute();
  return new Map(rows.map(({ id, ...state }) => [id, state]));
}
