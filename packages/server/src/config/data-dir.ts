import { accessSync, constants, existsSync, mkdirSync, readdirSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { StartError } from "./start-error.ts";

/**
 * Makes the data folder, for its owner alone, when there is none.
 * @throws StartError when it cannot be made or written
 */
export function prepareDataDir(dataDir: string): void {
  try {
    makeFolder(resolve(dataDir));
  } catch (cause) {
    throw unwritable(dataDir, cause);
  }
  requireWritableDataDir(dataDir);
}

/**
 * Asks before SQLite does, which does not say what it cannot open.
 * @throws StartError when this user may not write the data folder, or a file of the database in it
 */
export function requireWritableDataDir(dataDir: string): void {
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    for (const name of readdirSync(dataDir)) {
      if (!name.startsWith("sentry-bitbucket-server.sqlite")) continue;
      accessSync(join(dataDir, name), constants.R_OK | constants.W_OK);
    }
  } catch (cause) {
    throw unwritable(dataDir, cause);
  }
}

/** One folder at a time: Node's own `recursive` never ends below a folder that takes none, as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function unwritable(dataDir: string, cause: unknown): StartError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StartError(
    `DATA_DIR (${dataDir}) cannot be written by user ${nameUser()}: ${reason}. Give the folder and all that is in it to that user, or set DATA_DIR to another one.`,
    { cause },
  );
}

/** In a container, a user may have no name. */
function nameUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.());
  }
}
