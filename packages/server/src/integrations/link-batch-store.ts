import type { Database } from "../db/database.ts";
import { lockRows } from "../db/row-locks.ts";
import { type BatchedLink, type LinkState, planLinkBatch } from "./plan-link-batch.ts";

/** How far the links are that were asked for together. */
export interface LinkProgress {
  /** Null when nothing was asked for, or it is forgotten. */
  id: number | null;
  total: number;
  linked: number;
  failures: { name: string; reason: string }[];
  /** The next one, and why it waits for longer than its turn; null when it does not. */
  delay: { name: string; reason: string } | null;
}

/**
 * Keeps, in the caller's transaction, which repositories of an integration are to be linked.
 * @param names at most a thousand
 * @returns those that do not wait already, with the batch that they are in now
 */
export async function keepAskedLinks(
  trx: Database,
  integrationId: number,
  names: readonly string[],
): Promise<{ batchId: number; wanted: string[] }> {
  const integration = trx.selectFrom("integrations").select("id").where("id", "=", integrationId);
  await lockRows(trx, integration).execute();
  const { isNew, wanted } = planLinkBatch(await listBatchedLinks(trx, integrationId), names);
  if (isNew) await forgetLinks(trx, integrationId);
  const batchId = isNew
    ? await insertBatch(trx, integrationId)
    : await getBatch(trx, integrationId);
  if (wanted.length > 0) await insertLinks(trx, batchId, wanted);
  return { batchId, wanted };
}

/** Ends the batch of an integration: what was linked stays, and what waits is not linked. */
export async function forgetLinks(db: Database, integrationId: number): Promise<void> {
  await db.deleteFrom("linkBatches").where("integrationId", "=", integrationId).execute();
}

async function insertBatch(trx: Database, integrationId: number): Promise<number> {
  const { id } = await trx
    .insertInto("linkBatches")
    .values({ integrationId, createdAt: Date.now() })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

async function getBatch(trx: Database, integrationId: number): Promise<number> {
  const { id } = await trx
    .selectFrom("linkBatches")
    .select("id")
    .where("integrationId", "=", integrationId)
    .executeTakeFirstOrThrow();
  return id;
}

async function insertLinks(trx: Database, batchId: number, names: string[]): Promise<void> {
  const waiting = { state: "waiting" as const, reason: null };
  await trx
    .insertInto("batchedLinks")
    .values(names.map((name) => ({ batchId, name, ...waiting })))
    .onConflict((conflict) => conflict.columns(["batchId", "name"]).doUpdateSet(waiting))
    .execute();
}

function batchedLinks(db: Database, integrationId: number) {
  return db
    .selectFrom("batchedLinks")
    .innerJoin("linkBatches", "linkBatches.id", "batchedLinks.batchId")
    .where("linkBatches.integrationId", "=", integrationId);
}

function listBatchedLinks(db: Database, integrationId: number): Promise<BatchedLink[]> {
  return batchedLinks(db, integrationId)
    .select(["batchedLinks.name", "batchedLinks.state"])
    .execute();
}

export async function readLinkProgress(db: Database, integrationId: number): Promise<LinkProgress> {
  const rows = await batchedLinks(db, integrationId)
    .select(["batchedLinks.batchId", "batchedLinks.name", "batchedLinks.state"])
    .select("batchedLinks.reason")
    .orderBy("batchedLinks.name")
    .execute();
  const failed = rows.filter(({ state }) => state === "failed");
  const delayed = rows.find(({ state, reason }) => state === "waiting" && reason !== null);
  return {
    id: rows[0]?.batchId ?? null,
    total: rows.length,
    linked: rows.filter(({ state }) => state === "linked").length,
    failures: failed.map(({ name, reason }) => ({ name, reason: reason ?? "" })),
    delay: delayed ? { name: delayed.name, reason: delayed.reason ?? "" } : null,
  };
}

/** Through which integration a repository of a batch is to be linked; undefined when the batch has ended. */
export async function findIntegrationOfLink(
  db: Database,
  link: { batchId: number; name: string },
): Promise<number | undefined> {
  const row = await db
    .selectFrom("batchedLinks")
    .innerJoin("linkBatches", "linkBatches.id", "batchedLinks.batchId")
    .select("linkBatches.integrationId")
    .where("batchedLinks.batchId", "=", link.batchId)
    .where("batchedLinks.name", "=", link.name)
    .executeTakeFirst();
  return row?.integrationId;
}

/** @param reason a sentence: why it failed, or waits */
export async function setLinkState(
  trx: Database,
  { batchId, name }: { batchId: number; name: string },
  state: LinkState,
  reason: string | null,
): Promise<void> {
  await trx
    .updateTable("batchedLinks")
    .set({ state, reason })
    .where("batchId", "=", batchId)
    .where("name", "=", name)
    .execute();
}
