import { DatabaseSync } from "node:sqlite";
import { StartError } from "../config/start-error.ts";
import { isPostgresUrl } from "./database.ts";
import { PostgresHold } from "./postgres-hold.ts";

/** That a process is at work with a database, as others can see; gone with the process, however it ends. */
export interface Hold {
  release(): Promise<void>;
}

/** `service`: with others of its kind, where the store has several. `alone`: while no service runs. */
export type Holder = "service" | "alone";

/**
 * Says that this process is at work with a database, as whoever changes all of it has to know.
 * @param address as `openDatabase` takes it
 * @throws StartError when somebody is at work with it who leaves no room for this one
 */
export async function holdDatabase(address: string, holder: Holder): Promise<Hold> {
  const hold = isPostgresUrl(address)
    ? await PostgresHold.take(address, holder)
    : lockFile(address);
  if (hold) return hold;
  throw new StartError(holder === "alone" ? SERVICE_RUNS : SOMEBODY_IS_ALONE);
}

const SERVICE_RUNS =
  "A service runs with this database, or another command that needs it alone. Stop the service, with replicas all of them, and try again.";
const SOMEBODY_IS_ALONE =
  "Another process is at work with this database: a service that runs already, with DATA_DIR the only one that may, or npm run rotate-key or move-data. Stop that service, or wait for the command.";

/**
 * SQLite's lock on a database of its own beside the file: the system takes it back when the process
 * ends, also by kill -9, and two within one process do not share it.
 */
function lockFile(address: string): Hold | undefined {
  const lock = openLock(`${address}.lock`);
  try {
    lock.exec("begin exclusive");
    return {
      release() {
        if (lock.isOpen) lock.close();
        return Promise.resolve();
      },
    };
  } catch (error) {
    lock.close();
    if (error instanceof Error && error.message.includes("locked")) return undefined;
    throw error;
  }
}

/** @throws StartError that names the file, which SQLite does not */
function openLock(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 0 });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`${file} cannot be opened: ${reason}.`, { cause });
  }
}
