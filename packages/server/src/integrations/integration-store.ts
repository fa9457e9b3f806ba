import type { Database } from "../db/database.ts";
import { fromPauseColumns, type Pause, type PauseColumns, toPauseColumns } from "./pause.ts";
import type { Integration, IntegrationMetadata } from "./types.ts";

/** An integration with when it was made, and whether its host can be worked with. */
export interface StoredIntegration extends Integration {
  /** Absent while all is well. */
  pause?: Pause;
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
export function listPausedIntegrations(db: Database) {
  return db
    .selectFrom("integrations")
    .select(["id", "organizationId"])
    .where("pausedAt", "is not", null)
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
    ...toPauseColumns(undefined),
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

/** Keeps why the host is not asked, or that it is again. @returns whether that is news */
export async function storePause(
  db: Database,
  id: number,
  pause: Pause | undefined,
): Promise<boolean> {
  const store = () =>
    db.updateTable("integrations").set(toPauseColumns(pause)).where("id", "=", id);
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

type Row = Omit<StoredIntegration, "metadata" | "pause"> & PauseColumns & { metadata: string };

function toIntegration(row: Row): StoredIntegration {
  const { metadata, pauseCode, pauseReason, pausedAt, ...integration } = row;
  const pause = fromPauseColumns({ pauseCode, pauseReason, pausedAt });
  return {
    ...integration,
    metadata: JSON.parse(metadata) as IntegrationMetadata,
    ...(pause && { pause }),
  };
}
