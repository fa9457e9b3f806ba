import type { Database } from "../db/database.ts";
import type { ReleaseActivityType } from "../db/schema.ts";

export interface NewReleaseActivity {
  releaseId: number;
  type: ReleaseActivityType;
  /** Who asked; absent for an organization's token. */
  userId: number | undefined;
  /** The call for commits that it is about. */
  commitsCall: string;
  /** In words, when there is something to say. */
  reason: string | null;
}

/** Tells the person who set the commits of a release how it went; told twice, it stands there once. */
export async function addReleaseActivity(
  trx: Database,
  { releaseId, type, userId, commitsCall, reason }: NewReleaseActivity,
): Promise<void> {
  await trx
    .insertInto("releaseActivities")
    .values({
      releaseId,
      type,
      userId: userId ?? null,
      ident: commitsCall,
      data: JSON.stringify({ reason }),
      createdAt: Date.now(),
    })
    .onConflict((conflict) => conflict.columns(["releaseId", "ident"]).doNothing())
    .execute();
}

/** Something that happened to a release. */
export interface ReleaseActivity {
  id: number;
  type: ReleaseActivityType;
  /** Whom it is told; absent when an organization's token asked. */
  user: { id: number; email: string; name: string } | undefined;
  data: { reason: string | null };
  createdAt: number;
}

/** Newest first. */
export async function listReleaseActivities(
  db: Database,
  releaseId: number,
): Promise<ReleaseActivity[]> {
  const rows = await db
    .selectFrom("releaseActivities")
    .leftJoin("users", "users.id", "releaseActivities.userId")
    .select([
      "releaseActivities.id",
      "releaseActivities.type",
      "releaseActivities.data",
      "releaseActivities.createdAt",
      "users.id as userId",
      "users.email",
      "users.name",
    ])
    .where("releaseActivities.releaseId", "=", releaseId)
    .orderBy("releaseActivities.id", "desc")
    .execute();
  return rows.map(({ id, type, data, createdAt, userId, email, name }) => ({
    id,
    type,
    user: userId === null ? undefined : { id: userId, email: email ?? "", name: name ?? "" },
    data: JSON.parse(data) as { reason: string | null },
    createdAt,
  }));
}
