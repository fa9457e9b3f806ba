import type { ExpressionBuilder } from "kysely";
import type { Database } from "../db/database.ts";
import type { Schema } from "../db/schema.ts";
import { hashToken } from "../organizations/api-token.ts";
import type { SecretBox } from "./secret-box.ts";

/** An install, or another approval of what is installed, under way: one for each user of an organization. */
export interface Pipeline {
  organizationId: number;
  userId: number;
  provider: string;
  /** What is approved again; null for an install. */
  integrationId: number | null;
  /** Name of the step that waits for input. */
  step: string;
  state: unknown;
  /** By which a browser that comes back finds it. */
  requestTokenHash: string | null;
  /** The session in which it was begun; null when it was begun with a token. */
  sessionId: number | null;
  createdAt: number;
  /** Since when a request works on its step; null while it waits for one. */
  takenAt: number | null;
}

export interface PipelineOwner {
  organizationId: number;
  userId: number;
}

/** Keeps a pipeline, instead of the one that its owner may have had. */
export async function savePipeline(
  db: Database,
  secretBox: SecretBox,
  { state, ...pipeline }: Omit<Pipeline, "takenAt">,
): Promise<void> {
  const sealedState = secretBox.seal(JSON.stringify(state), pipelinePurpose(pipeline));
  const row = { ...pipeline, sealedState, takenAt: null };
  await db
    .insertInto("pipelines")
    .values(row)
    .onConflict((conflict) => conflict.columns(["organizationId", "userId"]).doUpdateSet(row))
    .execute();
}

/** Puts a pipeline back that was taken, unless its owner has begun another one since. */
export async function returnPipeline(
  db: Database,
  secretBox: SecretBox,
  { state, takenAt, ...pipeline }: Pipeline,
): Promise<void> {
  const sealedState = secretBox.seal(JSON.stringify(state), pipelinePurpose(pipeline));
  await db
    .updateTable("pipelines")
    .set({ ...pipeline, sealedState, takenAt: null })
    .where("organizationId", "=", pipeline.organizationId)
    .where("userId", "=", pipeline.userId)
    .where("takenAt", "=", takenAt)
    .execute();
}

/** Ends a pipeline that was taken, unless its owner has begun another one since. */
export async function endPipeline(
  db: Database,
  { organizationId, userId, takenAt }: Pipeline,
): Promise<void> {
  await db
    .deleteFrom("pipelines")
    .where("organizationId", "=", organizationId)
    .where("userId", "=", userId)
    .where("takenAt", "=", takenAt)
    .execute();
}

export async function findPipeline(
  db: Database,
  secretBox: SecretBox,
  owner: PipelineOwner,
): Promise<Pipeline | undefined> {
  const row = await db
    .selectFrom("pipelines")
    .selectAll()
    .where("organizationId", "=", owner.organizationId)
    .where("userId", "=", owner.userId)
    .executeTakeFirst();
  return row && toPipeline(secretBox, row);
}

/**
 * Takes a pipeline, so that no second request works on the same step. What was begun in a session is
 * taken in that session alone: nobody finishes an install in another one's name.
 * @param caller `sessionId`: null when it is no session that asks
 */
export async function takePipeline(
  db: Database,
  secretBox: SecretBox,
  { organizationId, userId, sessionId }: PipelineOwner & { sessionId: number | null },
): Promise<Pipeline | undefined> {
  const row = await db
    .updateTable("pipelines")
    .set({ takenAt: Date.now() })
    .where("organizationId", "=", organizationId)
    .where("userId", "=", userId)
    .where("takenAt", "is", null)
    .where(isOpenTo(sessionId))
    .returningAll()
    .executeTakeFirst();
  return row && toPipeline(secretBox, row);
}

/** The same, by the request token that the browser brought back. */
export async function takePipelineByRequestToken(
  db: Database,
  secretBox: SecretBox,
  { requestToken, sessionId }: { requestToken: string; sessionId: number | null },
): Promise<Pipeline | undefined> {
  const row = await db
    .updateTable("pipelines")
    .set({ takenAt: Date.now() })
    .where("requestTokenHash", "=", hashToken(requestToken))
    .where("takenAt", "is", null)
    .where(isOpenTo(sessionId))
    .returningAll()
    .executeTakeFirst();
  return row && toPipeline(secretBox, row);
}

/** Ends the install that a user has under way, if there is one. */
export async function deletePipeline(
  trx: Database,
  { organizationId, userId }: PipelineOwner,
): Promise<void> {
  await trx
    .deleteFrom("pipelines")
    .where("organizationId", "=", organizationId)
    .where("userId", "=", userId)
    .execute();
}

function isOpenTo(sessionId: number | null) {
  return (eb: ExpressionBuilder<Schema, "pipelines">) =>
    eb.or([
      eb("sessionId", "is", null),
      ...(sessionId === null ? [] : [eb("sessionId", "=", sessionId)]),
    ]);
}

type Row = Omit<Pipeline, "state"> & { id: number; sealedState: Uint8Array };

/** One that was sealed with another key is as good as none: its owner begins again. */
function toPipeline(
  secretBox: SecretBox,
  { id: _id, sealedState, ...pipeline }: Row,
): Pipeline | undefined {
  try {
    return {
      ...pipeline,
      state: JSON.parse(secretBox.open(sealedState, pipelinePurpose(pipeline))),
    };
  } catch {
    return undefined;
  }
}

export function pipelinePurpose({ organizationId, userId }: PipelineOwner): string {
  return `pipeline ${organizationId} ${userId}`;
}
