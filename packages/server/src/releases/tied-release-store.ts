import type { Database } from "../db/database.ts";
import { SHORTEST_SHA } from "./named-commit.ts";
import type { Release } from "./release-store.ts";

/** Well below the number of parameters that a statement may have. */
const SHAS_PER_QUERY = 1_000;

/** Releases that may be named for one of the commits, and are tied to none. */
export async function listUntiedReleases(
  db: Database,
  organizationId: number,
  shas: string[],
): Promise<Release[]> {
  const beginnings = [...new Set(shas.map((sha) => sha.slice(0, SHORTEST_SHA)))];
  const found: Release[] = [];
  for (let start = 0; start < beginnings.length; start += SHAS_PER_QUERY) {
    const rows = await db
      .selectFrom("releases")
      .selectAll()
      .where("organizationId", "=", organizationId)
      .where("namedSha", "in", beginnings.slice(start, start + SHAS_PER_QUERY))
      .where("commitId", "is", null)
      .orderBy("id")
      .execute();
    found.push(...rows);
  }
  return found;
}

/** @returns the release as it is now, in order by the date of its commit */
export function storeNamedCommit(
  trx: Database,
  releaseId: number,
  commit: { id: number; committedAt: number },
): Promise<Release> {
  return trx
    .updateTable("releases")
    .set({ commitId: commit.id, committedAt: commit.committedAt })
    .where("id", "=", releaseId)
    .returningAll()
    .executeTakeFirstOrThrow();
}
