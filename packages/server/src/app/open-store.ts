import { mkdirSync } from "node:fs";
import type { Config } from "../config/config.ts";
import { databaseAddress } from "../config/database-address.ts";
import { loadSecretKey } from "../config/secret-key.ts";
import { StartError } from "../config/start-error.ts";
import { type Database, openDatabase } from "../db/database.ts";
import { holdDatabase } from "../db/hold-database.ts";
import { isSameKey } from "../integrations/key-check-store.ts";
import { SecretBox } from "../integrations/secret-box.ts";

/** All that the service keeps, and the key to what of it is secret. */
export interface Store {
  db: Database;
  secretBox: SecretBox;
  close(): Promise<void>;
}

/**
 * Opens the database, as a service that others can see, with its tables up to date.
 * @throws StartError when it cannot be opened, somebody else is at work with it, or the key is not its own
 */
export async function openStore(config: Config): Promise<Store> {
  makeDataDir(config.dataDir);
  const address = databaseAddress(config);
  const hold = await holdDatabase(address, "service");
  try {
    const db = await openDatabase(address);
    const close = () => db.destroy().then(() => hold.release());
    const secretBox = new SecretBox(loadSecretKey(config.dataDir, config.secretKey));
    if (await isSameKey(db, secretBox)) return { db, secretBox, close };
    await db.destroy();
    throw new StartError(WRONG_KEY);
  } catch (error) {
    await hold.release();
    throw error;
  }
}

const WRONG_KEY =
  "The database was encrypted with another SECRET_KEY. Start with the key it was begun with (its own is in DATA_DIR of the process that began it, in the file secret-key).";

/** @throws StartError when there can be no such folder */
function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`DATA_DIR cannot be used: ${reason}`, { cause });
  }
}
