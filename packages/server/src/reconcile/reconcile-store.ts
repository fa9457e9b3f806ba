import type { Database } from "../db/database.ts";

/** What a person is told of it. Times are epoch milliseconds. */
export interface ReconcileReport {
  nextAt: number;
  finishedAt: number | null;
  thoroughAt: number | null;
  missed: number;
  defaultBranch: string | null;
}

const reportColumns = ["nextAt", "finishedAt", "thoroughAt", "missed", "defaultBranch"] as const;

export function getReconcileReport(db: Database, repositoryId: number): Promise<ReconcileReport> {
  return db
    .selectFrom("reconciles")
    .select(reportColumns)
    .where("repositoryId", "=", repositoryId)
    .executeTakeFirstOrThrow();
}

/** By the number of the repository; those that are not linked have none. */
export async function listReconcileReports(
  db: Database,
  repositoryIds: number[],
): Promise<Map<number, ReconcileReport>> {
  if (repositoryIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("reconciles")
    .select(["repositoryId", ...reportColumns])
    .where("repositoryId", "in", repositoryIds)
    .execute();
  return new Map(rows.map(({ repositoryId, ...report }) => [repositoryId, report]));
}

/** How far a repository was compared with its host. Times are epoch milliseconds. */
export interface ReconcileState {
  /** Null until the first sight of the repository has been recorded. */
  finishedAt: number | null;
  /** The newest entry of the host's log that was dealt with; null: the host has none. */
  refChangeId: number | null;
  defaultBranch: string | null;
  /** Where that was when it was last looked at; null: nowhere. */
  defaultBranchSha: string | null;
  /** When the webhook and all refs were last looked at; null: at the next opportunity. */
  thoroughAt: number | null;
  /** Whether a request came that the webhook's secret did not sign. */
  isHookDoubted: 0 | 1;
}

/** @throws Error when the repository was unlinked */
export function getReconcileState(db: Database, repositoryId: number): Promise<ReconcileState> {
  return db
    .selectFrom("reconciles")
    .select([
      "finishedAt",
      "refChangeId",
      "defaultBranch",
      "defaultBranchSha",
      "thoroughAt",
      "isHookDoubted",
    ])
    .where("repositoryId", "=", repositoryId)
    .executeTakeFirstOrThrow(() => new Error(`Repository ${repositoryId} is not linked any more.`));
}

/** Makes a repository known that is to be compared from then on. */
export async function insertReconcile(trx: Database, repositoryId: number, nextAt: number) {
  await trx.insertInto("reconciles").values({ repositoryId, nextAt }).execute();
}

/** There is nobody to compare it with any more. */
export async function deleteReconcile(trx: Database, repositoryId: number) {
  await trx.deleteFrom("reconciles").where("repositoryId", "=", repositoryId).execute();
}

export async function setReconcileState(
  trx: Database,
  repositoryId: number,
  state: Partial<ReconcileState> & { missed?: number },
): Promise<void> {
  if (Object.keys(state).length === 0) return;
  await trx.updateTable("reconciles").set(state).where("repositoryId", "=", repositoryId).execute();
}

/** When the repository is compared next. */
export async function setNextReconcile(trx: Database, repositoryId: number, nextAt: number) {
  await trx
    .updateTable("reconciles")
    .set({ nextAt })
    .where("repositoryId", "=", repositoryId)
    .execute();
}

/** After a start nobody knows what was missed. A link that is under way is left to who makes it. */
export async function makeAllDue(db: Database, now: number): Promise<void> {
  await db
    .updateTable("reconciles")
    .set({ nextAt: now })
    .where("nextAt", ">", now)
    .where("finishedAt", "is not", null)
    .execute();
}

/** Times farther off than any that is set were named by a clock that was put back since. */
export async function pullInReconciles(trx: Database, latest: number, now: number): Promise<void> {
  await trx.updateTable("reconciles").set({ nextAt: now }).where("nextAt", ">", latest).execute();
}

/** Whoever sends rubbish makes us write a webhook no more often than this. */
const DOUBT_EVERY_MS = 60 * 60_000;

/**
 * A request came that the webhook's secret did not sign: the webhook is looked at, and written anew, since
 * no host tells its secret. Pushes that come unsigned before the next time are brought by comparisons.
 * @returns false when it was looked at a short time ago, or there is none
 */
export async function doubtHook(db: Database, repositoryId: number, now: number): Promise<boolean> {
  const before = now - DOUBT_EVERY_MS;
  const result = await db
    .updateTable("reconciles")
    .set({ hookDoubtedAt: now, isHookDoubted: 1, nextAt: now })
    .where("repositoryId", "=", repositoryId)
    .where((eb) => eb.or([eb("hookDoubtedAt", "is", null), eb("hookDoubtedAt", "<", before)]))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The repositories whose time has come, longest due first, but for those whose integration is paused. */
export function listDueRepositories(db: Database, now: number, limit: number) {
  return db
    .selectFrom("reconciles")
    .innerJoin("repositories", "repositories.id", "reconciles.repositoryId")
    .innerJoin("integrations", "integrations.id", "repositories.integrationId")
    .select(["repositories.id", "repositories.organizationId", "integrations.id as integrationId"])
    .where("reconciles.nextAt", "<=", now)
    .where("integrations.pausedAt", "is", null)
    .orderBy("reconciles.nextAt")
    .limit(limit)
    .execute();
}
