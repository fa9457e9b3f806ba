import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { StartError } from "../config/start-error.ts";
import { migrations } from "./migrations/index.ts";

/**
 * Runs the migrations that this database has not seen, in the order of their names, in one
 * transaction and under a lock: of several processes that start at once one does it, and the others
 * wait for it.
 * @throws StartError when a newer version of the service has been at this database
 * @throws the error of the migration that failed; nothing of any of them stays
 */
export async function migrateToLatest<Tables>(
  db: Kysely<Tables>,
  known: Record<string, Migration> = migrations,
): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(known) };
  const migrator = new Migrator({ db: db.withoutPlugins(), provider });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  const unknown = await findUnknownMigration(db, known).catch(() => undefined);
  if (unknown === undefined) throw error;
  throw new StartError(
    `The database was begun or updated by a newer version of this service (its migration ${unknown} is not known here). Start that version, or restore a backup from before the update.`,
    { cause: error },
  );
}

async function findUnknownMigration<Tables>(
  db: Kysely<Tables>,
  known: Record<string, Migration>,
): Promise<string | undefined> {
  return (await listDoneMigrations(db)).find((name) => !Object.hasOwn(known, name));
}

async function listDoneMigrations<Tables>(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map(({ name }) => name);
}

/** How the tables differ from those that this version of the service works with. */
export async function compareMigrations<Tables>(
  db: Kysely<Tables>,
): Promise<{ missing: string[]; unknown: string[] }> {
  const done = await listDoneMigrations(db);
  return {
    missing: Object.keys(migrations).filter((name) => !done.includes(name)),
    unknown: done.filter((name) => !Object.hasOwn(migrations, name)),
  };
}
