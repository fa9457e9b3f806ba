import type { Database } from "../db/database.ts";
import { type Ref, type RefChange, ZERO_SHA } from "./types.ts";

/** Where the branches and tags of a repository are, by full name. */
export async function findRecordedRefs(
  db: Database,
  repositoryId: number,
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("repositoryRefs")
    .select(["ref", "sha"])
    .where("repositoryId", "=", repositoryId)
    .execute();
  return new Map(rows.map(({ ref, sha }) => [ref, sha]));
}

/** Rows of one `insert`, well below the number of parameters that a statement may have. */
const ROWS_PER_INSERT = 500;

/** Keeps where many refs are. */
export async function setRefs(trx: Database, repositoryId: number, refs: Ref[]): Promise<void> {
  for (let start = 0; start < refs.length; start += ROWS_PER_INSERT) {
    const rows = refs.slice(start, start + ROWS_PER_INSERT);
    await trx
      .insertInto("repositoryRefs")
      .values(rows.map((ref) => ({ repositoryId, ...ref })))
      .onConflict((conflict) =>
        conflict
          .columns(["repositoryId", "ref"])
          .doUpdateSet((eb) => ({ sha: eb.ref("excluded.sha") })),
      )
      .execute();
  }
}

/** Keeps where a ref is now; forty zeros: nowhere. */
export async function setRef(
  trx: Database,
  repositoryId: number,
  { ref, sha }: Ref,
): Promise<void> {
  if (sha === ZERO_SHA) {
    await trx
      .deleteFrom("repositoryRefs")
      .where("repositoryId", "=", repositoryId)
      .where("ref", "=", ref)
      .execute();
    return;
  }
  await setRefs(trx, repositoryId, [{ ref, sha }]);
}

/**
 * Keeps that a ref change was recorded. The ref moves only when the change begins where it is: one
 * that came late must not set it back, and one before which another is missing must not hide that.
 * @returns whether it began there
 */
export async function applyRefChange(
  trx: Database,
  repositoryId: number,
  { ref, fromSha, toSha }: RefChange,
): Promise<boolean> {
  await trx
    .insertInto("appliedRefChanges")
    .values({ repositoryId, ref, fromSha, toSha })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const recorded = await trx
    .selectFrom("repositoryRefs")
    .select("sha")
    .where("repositoryId", "=", repositoryId)
    .where("ref", "=", ref)
    .executeTakeFirst();
  if ((recorded?.sha ?? ZERO_SHA) !== fromSha) return false;
  await setRef(trx, repositoryId, { ref, sha: toSha });
  return true;
}

/** Whether this very ref change was recorded since the host's log was last read. */
export async function isApplied(
  db: Database,
  repositoryId: number,
  { ref, fromSha, toSha }: RefChange,
): Promise<boolean> {
  const row = await db
    .selectFrom("appliedRefChanges")
    .select("ref")
    .where("repositoryId", "=", repositoryId)
    .where("ref", "=", ref)
    .where("fromSha", "=", fromSha)
    .where("toSha", "=", toSha)
    .executeTakeFirst();
  return row !== undefined;
}

/** Those that were recorded since the host's log was last read. */
export function listAppliedRefChanges(
  db: Database,
  repositoryId: number,
): Promise<Pick<RefChange, "ref" | "fromSha" | "toSha">[]> {
  return db
    .selectFrom("appliedRefChanges")
    .select(["ref", "fromSha", "toSha"])
    .where("repositoryId", "=", repositoryId)
    .execute();
}

/** The host's log was read: what it says is dealt with. */
export async function forgetAppliedRefChanges(trx: Database, repositoryId: number): Promise<void> {
  await trx.deleteFrom("appliedRefChanges").where("repositoryId", "=", repositoryId).execute();
}
