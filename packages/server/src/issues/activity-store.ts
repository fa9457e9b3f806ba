import type { Database } from "../db/database.ts";
import type { ActivityType } from "../db/schema.ts";

export interface NewActivity {
  issueId: number;
  type: ActivityType;
  /** What it is about (a commit's or a release's number): the same thing is told once. */
  ident?: string;
  /** Who did it; absent when the service did. */
  userId?: number;
  data?: Record<string, unknown>;
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
    })
    .onConflict((conflict) => conflict.columns(["issueId", "type", "ident"]).doNothing())
    .execute();
}
