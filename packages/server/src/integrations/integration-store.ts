import type { Database } from "../db/database.ts";
import type { Integration, IntegrationMetadata } from "./types.ts";

/** Why the host refuses the identity of an integration. */
export interface Refusal {
  /** As in `docs/errors.md`. */
  code: string;
  /** A sentence for people. */
  reason: string;
  at: number;
}

/** An integration with when it was made, and whether its host lets it in. */
export interface StoredIntegration extends Integration {
  /** Absent while all is well. */
  refusal?: Refusal;
  createdAt: number;
  updatedAt: number;
}

/** @param wanted with `organizationId`, only an integration of that organization */
export async function findIntegration(
  db: Database,
  wanted: { id: number; organizationId?: number },
): Promise<StoredIntegration | undefined> {
  let rows = db.selectFrom("integrations").selectAll().where("id", "=", wanted.id);
  if (wanted.organizationId !== undefined) {
    rows = rows.where("organizationId", "=", wanted.organizationId);
  }
  const row = await rows.executeTakeFirst();
  return row && toIntegration(row);
}

/** Oldest first. */
export async function listIntegrations(
  db: Database,
  organizationId: number,
  providerKey?: string,
): Promise<StoredIntegration[]> {
  let rows = db.selectFrom("integrations").selectAll().where("organizationId", "=", organizationId);
  if (providerKey !== undefined) rows = rows.where("provider", "=", providerKey);
  return (await rows.orderBy("id").execute()).map(toIntegration);
}

/** Of all organizations. */
export function listRefusedIntegrations(db: Database) {
  return db
    .selectFrom("integrations")
    .select(["id", "organizationId"])
    .where("refusedAt", "is not", null)
    .execute();
}

/** Adds an integration, or updates the one of the same organization, provider and external id. */
export async function saveIntegration(
  trx: Database,
  { metadata, ...integration }: Omit<Integration, "id">,
): Promise<StoredIntegration> {
  const now = Date.now();
  const changing = {
    name: integration.name,
    metadata: JSON.stringify(metadata),
    ...toRefusalColumns(undefined),
    updatedAt: now,
  };
  const row = await trx
    .insertInto("integrations")
    .values({ ...integration, ...changing, createdAt: now })
    .onConflict((conflict) =>
      conflict.columns(["organizationId", "provider", "externalId"]).doUpdateSet(changing),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return toIntegration(row);
}

/** Keeps that the host refuses the identity, or that it no longer does. */
export async function storeRefusal(
  db: Database,
  id: number,
  refusal: Refusal | undefined,
): Promise<void> {
  await db
    .updateTable("integrations")
    .set(toRefusalColumns(refusal))
    .where("id", "=", id)
    .execute();
}

/** Its identity and repositories go with it. */
export async function deleteIntegration(db: Database, id: number): Promise<void> {
  await db.deleteFrom("integrations").where("id", "=", id).execute();
}

function toRefusalColumns(refusal: Refusal | undefined) {
  return {
    refusalCode: refusal?.code ?? null,
    refusalReason: refusal?.reason ?? null,
    refusedAt: refusal?.at ?? null,
  };
}

type Row = Omit<StoredIntegration, "metadata" | "refusal"> & {
  metadata: string;
  refusalCode: string | null;
  refusalReason: string | null;
  refusedAt: number | null;
};

function toIntegration(row: Row): StoredIntegration {
  const { metadata, refusalCode: code, refusalReason: reason, refusedAt: at, ...integration } = row;
  return {
    ...integration,
    metadata: JSON.parse(metadata) as IntegrationMetadata,
    ...(code !== null && reason !== null && at !== null && { refusal: { code, reason, at } }),
  };
}
