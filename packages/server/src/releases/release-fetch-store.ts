import type { Database } from "../db/database.ts";
import type { RepositoryRef } from "./fetch-ref-commits.ts";
import type { FetchState } from "./release-call-store.ts";

/** What one host is asked for. */
export interface HostRefs {
  integrationId: number;
  refs: RepositoryRef[];
}

/** Begins with the hosts of a call, one for each integration; what earlier ones asked is forgotten. */
export async function replaceReleaseFetches(
  trx: Database,
  releaseId: number,
  hosts: HostRefs[],
): Promise<void> {
  await trx.deleteFrom("releaseFetches").where("releaseId", "=", releaseId).execute();
  if (hosts.length === 0) return;
  const begun = { releaseId, state: "pending" as const, reason: null };
  const rows = hosts.map(({ refs, ...host }) => ({
    ...begun,
    ...host,
    refs: JSON.stringify(refs),
  }));
  await trx.insertInto("releaseFetches").values(rows).execute();
}

/** @returns false when asking this host has ended already */
export async function updateReleaseFetch(
  trx: Database,
  { id, integrationId }: { id: number; integrationId: number },
  { hasWritten, ...fetch }: FetchState & { hasWritten: boolean },
): Promise<boolean> {
  const result = await trx
    .updateTable("releaseFetches")
    .set({ ...fetch, ...(hasWritten && { hasWritten: 1 as const }) })
    .where("releaseId", "=", id)
    .where("integrationId", "=", integrationId)
    .where("state", "=", "pending")
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** @returns false when asking this host has not failed */
export async function reopenFetch(
  trx: Database,
  { id, integrationId }: { id: number; integrationId: number },
): Promise<boolean> {
  const result = await trx
    .updateTable("releaseFetches")
    .set({ state: "pending", reason: null })
    .where("releaseId", "=", id)
    .where("integrationId", "=", integrationId)
    .where("state", "=", "failed")
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** What asking each host came to, and whether it has set commits. */
export async function listReleaseFetches(
  db: Database,
  releaseId: number,
): Promise<(FetchState & { hasWritten: boolean })[]> {
  const rows = await db
    .selectFrom("releaseFetches")
    .select(["state", "reason", "hasWritten"])
    .where("releaseId", "=", releaseId)
    .orderBy("integrationId")
    .execute();
  return rows.map((row) => ({ ...row, hasWritten: row.hasWritten === 1 }));
}

/** What the newest call for commits asked, of whichever host. */
export async function listFetchRefs(
  db: Database,
  releaseId: number,
): Promise<(RepositoryRef & { integrationId: number })[]> {
  const rows = await db
    .selectFrom("releaseFetches")
    .select(["integrationId", "refs"])
    .where("releaseId", "=", releaseId)
    .orderBy("integrationId")
    .execute();
  return rows.flatMap(({ integrationId, refs }) =>
    (JSON.parse(refs) as RepositoryRef[]).map((ref) => ({ ...ref, integrationId })),
  );
}
