import type { Database } from "../db/database.ts";
import type { ActivityType } from "../db/schema.ts";

export interface NewActivity {
  issueId: number;
  type: ActivityType;
  /** What it is about (a commit's sha, a release's number): the same thing is told once. */
  ident?: string;
  /** Who did it; absent when the service did. */
  userId?: number;
  /** Of which delivery it came; absent when of none. */
  deliveryId?: number | undefined;
  data?: Record<string, unknown>;
}

/** The data that tells of a commit, by sha and name: its row goes when the repository is unlinked. */
export function describeCommit(
  trx: Database,
  commitId: number,
): Promise<{ commit: string; repository: string }> {
  return trx
    .selectFrom("commits")
    .innerJoin("repositories", "repositories.id", "commits.repositoryId")
    .select(["commits.sha as commit", "repositories.name as repository"])
    .where("commits.id", "=", commitId)
    .executeTakeFirstOrThrow();
}

/** Tells what happened to an issue; told twice, it stands there once. */
export async function addActivity(trx: Database, activity: NewActivity): Promise<void> {
  await trx
    .insertInto("activities")
    .values({
      issueId: activity.issueId,
      type: activity.type,
      ident: activity.ident ?? null,
      userId: activity.userId ?? null,
      data: JSON.stringify(activity.data ?? {}),
      createdAt: Date.now(),
      deliveryId: activity.deliveryId ?? null,
    })
    .onConflict((conflict) => conflict.columns(["issueId", "type", "ident"]).doNothing())
    .execute();
}

/** Something that happened to an issue. */
export interface Activity {
  id: number;
  type: ActivityType;
  /** Absent when the service did it. */
  user: { id: number; email: string; name: string } | undefined;
  data: Record<string, unknown>;
  createdAt: number;
}

/** Newest first. */
export async function listActivities(db: Database, issueId: number): Promise<Activity[]> {
  const rows = await db
    .selectFrom("activities")
    .leftJoin("users", "users.id", "activities.userId")
    .select([
      "activities.id",
      "activities.type",
      "activities.data",
      "activities.createdAt",
      "users.id as userId",
      "users.email",
      "users.name",
    ])
    .where("activities.issueId", "=", issueId)
    .orderBy("activities.id", "desc")
    .execute();
  return rows.map(({ id, type, data, createdAt, userId, email, name }) => ({
    id,
    type,
    user: userId === null ? undefined : { id: userId, email: email ?? "", name: name ?? "" },
    data: JSON.parse(data) as Record<string, unknown>,
    createdAt,
  }));
}

/** In which release each of these issues came back last, if an event said so; at most 1,000 issues. */
export async function listRegressedVersions(
  db: Database,
  issueIds: number[],
): Promise<Map<number, string>> {
  if (issueIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("activities")
    .select(["issueId", "data"])
    .where("type", "=", "set_regression")
    .where("issueId", "in", issueIds)
    .orderBy("id")
    .execute();
  const told = rows.map(({ issueId, data }) => {
    const { version = "" } = JSON.parse(data) as { version?: string };
    return [issueId, version] as const;
  });
  return new Map(told.filter(([, version]) => version !== ""));
}

/** Tells of the newest resolution in the next release which release that became. */
export async function setActivityVersion(
  trx: Database,
  issueId: number,
  version: string,
): Promise<void> {
  const newest = await trx
    .selectFrom("activities")
    .select(["id", "data"])
    .where("issueId", "=", issueId)
    .where("type", "=", "set_resolved_in_release")
    .orderBy("id", "desc")
    .executeTakeFirst();
  if (!newest) return;
  const data = { ...(JSON.parse(newest.data) as object), version };
  await trx
    .updateTable("activities")
    .set({ data: JSON.stringify(data) })
    .where("id", "=", newest.id)
    .execute();
}
