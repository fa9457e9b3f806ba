import type { Database } from "../db/database.ts";
import type { IssueMark } from "../db/schema.ts";

/** Notes of an issue, for a user alone, or takes the note back. */
export async function setMark(
  trx: Database,
  mark: { issueId: number; userId: number; kind: IssueMark },
  isSet: boolean,
): Promise<void> {
  const { issueId, userId, kind } = mark;
  if (isSet) {
    await trx
      .insertInto("issueMarks")
      .values(mark)
      .onConflict((conflict) => conflict.columns(["userId", "kind", "issueId"]).doNothing())
      .execute();
    return;
  }
  await trx
    .deleteFrom("issueMarks")
    .where("userId", "=", userId)
    .where("kind", "=", kind)
    .where("issueId", "=", issueId)
    .execute();
}

/** What a user noted of these issues; at most 1,000. */
export function listMarks(
  db: Database,
  userId: number,
  issueIds: number[],
): Promise<{ issueId: number; kind: IssueMark }[]> {
  if (issueIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom("issueMarks")
    .select(["issueId", "kind"])
    .where("userId", "=", userId)
    .where("issueId", "in", issueIds)
    .execute();
}
