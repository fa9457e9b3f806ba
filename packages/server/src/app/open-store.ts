import type { Config } from "../config/config.ts";
import { prepareDataDir } from "../config/data-dir.ts";
import { databaseAddress } from "../config/database-address.ts";
import { makeSecretKey, readSecretKey } from "../config/secret-key.ts";
import { StartError } from "../config/start-error.ts";
import { type Database, openDatabase } from "../db/database.ts";
import { holdDatabase } from "../db/hold-database.ts";
import { isSameKey, remembersKey } from "../integrations/key-check-store.ts";
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
  prepareDataDir(config.dataDir);
  const address = databaseAddress(config);
  const hold = await holdDatabase(address, "service");
  try {
    const db = await openDatabase(address);
    const close = () => db.destroy().then(() => hold.release());
    try {
      return { db, secretBox: await unlock(db, config), close };
    } catch (error) {
      await db.destroy();
      throw error;
    }
  } catch (error) {
    await hold.release();
    throw error;
  }
}

/** @throws StartError when the key is not the database's own */
async function unlock(db: Database, config: Config): Promise<SecretBox> {
  const secretBox = new SecretBox(await findKey(db, config));
  if (await isSameKey(db, secretBox)) return secretBox;
  throw new StartError(WRONG_KEY);
}

/** Makes one for a new database alone: for another it would be the wrong one, and look like the right one. */
async function findKey(db: Database, { dataDir, secretKey }: Config): Promise<string> {
  if (secretKey !== undefined) return secretKey;
  const key = (await remembersKey(db)) ? readSecretKey(dataDir) : makeSecretKey(dataDir);
  if (key !== undefined) return key;
  throw new StartError(
    `The database is encrypted, and there is no secret-key in DATA_DIR (${dataDir}). Restore that file from the backup that has it, or set SECRET_KEY.`,
  );
}

const WRONG_KEY =
  "The database was encrypted with another SECRET_KEY. Start with the key it was begun with (its own is in DATA_DIR of the process that began it, in the file secret-key).";
