import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { migrations } from "./migrations/index.ts";

/**
 * Runs the migrations that this database has not seen, in the order of their names.
 * @throws the error of the migration that failed; nothing of that migration stays.
 */
export async function migrateToLatest<Tables>(db: Kysely<Tables>): Promise<void> {
  const provider = {
    getMigrations: (): Promise<Record<string, Migration>> => Promise.resolve(migrations),
  };
  const migrator = new Migrator({ db: db.withoutPlugins(), provider });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
