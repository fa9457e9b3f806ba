import type { Database } from "../db/database.ts";
import {
  fromPauseColumns,
  PAUSED_BY_PERSON,
  type Pause,
  type PauseColumns,
  toPauseColumns,
} from "./pause.ts";
import type { Identity, Integration, IntegrationMetadata } from "./types.ts";

/** An integration with when it was made, and whether its host can be worked with. */
export interface StoredIntegration extends Integration {
  /** Absent while all is well. */
  pause?: Pause;
  /** The kind of its credentials. Null when it has lost them, or has none yet. */
  identityType: Identity["type"] | null;
  /** Who installed it last. Null when they are gone. */
  installer: { name: string; email: string } | null;
  createdAt: number;
  updatedAt: number;
}

/** @param wanted with `organizationId`, only an integration of that organization */
export async function findIntegration(
  db: Database,
  wanted: { id: number; organizationId?: number },
): Promise<StoredIntegration | undefined> {
  let rows = integrationRows(db).where("integrations.id", "=", wanted.id);
  if (wanted.organizationId !== undefined) {
    rows = rows.where("integrations.organizationId", "=", wanted.organizationId);
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
  let rows = integrationRows(db).where("integrations.organizationId", "=", organizationId);
  if (providerKey !== undefined) rows = rows.where("integrations.provider", "=", providerKey);
  return (await rows.orderBy("integrations.id").execute()).map(toIntegration);
}

function integrationRows(db: Database) {
  return db
    .selectFrom("integrations")
    .leftJoin("identities", "identities.integrationId", "integrations.id")
    .leftJoin("users", "users.id", "integrations.installerId")
    .select([
      "integrations.id",
      "integrations.organizationId",
      "integrations.provider",
      "integrations.externalId",
      "integrations.name",
      "integrations.metadata",
      "integrations.pauseCode",
      "integrations.pauseReason",
      "integrations.pausedAt",
      "integrations.createdAt",
      "integrations.updatedAt",
      "identities.type as identityType",
      "users.name as installerName",
      "users.email as installerEmail",
    ]);
}

/** Of all organizations, those whose host may be well again: what a person has paused is theirs to resume. */
export function listPausedIntegrations(db: Database) {
  return db
    .selectFrom("integrations")
    .select(["id", "organizationId"])
    .where("pausedAt", "is not", null)
    .where("pauseCode", "!=", PAUSED_BY_PERSON)
    .execute();
}

/** An integration, and the user who installs it. */
type NewIntegration = Omit<Integration, "id"> & { installerId?: number | null };

/** Adds an integration, or updates the one of the same organization, provider and external id. */
export async function saveIntegration(
  trx: Database,
  { metadata, installerId = null, ...integration }: NewIntegration,
): Promise<StoredIntegration> {
  const now = Date.now();
  const changing = {
    name: integration.name,
    metadata: JSON.stringify(metadata),
    ...toPauseColumns(undefined),
    installerId,
    updatedAt: now,
  };
  const row = await trx
    .insertInto("integrations")
    .values({ ...integration, ...changing, createdAt: now })
    .onConflict((conflict) =>
      conflict.columns(["organizationId", "provider", "externalId"]).doUpdateSet(changing),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return toIntegration(
    await integrationRows(trx).where("integrations.id", "=", row.id).executeTakeFirstOrThrow(),
  );
}

/** Keeps why the host is not asked, or that it is again, unless a person has paused it. @returns whether that is news */
export async function storePause(
  db: Database,
  id: number,
  pause: Pause | undefined,
): Promise<boolean> {
  const store = () =>
    db
      .updateTable("integrations")
      .set(toPauseColumns(pause))
      .where("id", "=", id)
      .where((eb) => eb.or([eb("pauseCode", "is", null), eb("pauseCode", "!=", PAUSED_BY_PERSON)]));
  const changed = await store()
    .where("pausedAt", pause ? "is" : "is not", null)
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n) return true;
  if (pause) await store().execute();
  return false;
}

/** Its identity and repositories go with it. */
export async function deleteIntegration(db: Database, id: number): Promise<void> {
  await db.deleteFrom("integrations").where("id", "=", id).execute();
}

type Row = Omit<StoredIntegration, "metadata" | "pause" | "installer"> &
  PauseColumns & { metadata: string; installerName: string | null; installerEmail: string | null };

function toIntegration(row: Row): StoredIntegration {
  const { metadata, pauseCode, pauseReason, pausedAt, ...rest } = row;
  const { installerName: name, installerEmail: email, ...integration } = rest;
  const pause = fromPauseColumns({ pauseCode, pauseReason, pausedAt });
  return {
    ...integration,
    metadata: JSON.parse(metadata) as IntegrationMetadata,
    installer: name === null || email === null ? null : { name, email },
    ...(pause && { pause }),
  };
}
