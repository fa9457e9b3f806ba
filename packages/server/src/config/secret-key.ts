import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "./start-error.ts";

const KEY = /^[0-9a-f]{64}$/;

/**
 * The key in the data folder, which encrypts identities. Losing it means to connect every integration anew.
 * @returns undefined when there is none
 * @throws StartError when the file holds something else, as nothing after a crash while it was written
 */
export function readSecretKey(dataDir: string): string | undefined {
  const file = join(dataDir, "secret-key");
  return existsSync(file) ? read(file) : undefined;
}

/**
 * The key for a new database: the one in the data folder, else made there, readable by its owner alone.
 * @throws StartError as above
 */
export function makeSecretKey(dataDir: string): string {
  return makeOrRead(join(dataDir, "secret-key"));
}

/**
 * A key that is to take the place of the one in the data folder, kept beside it: who is interrupted goes
 * on with the same one.
 */
export function prepareSecretKey(dataDir: string): string {
  return makeOrRead(join(dataDir, "secret-key.new"));
}

/**
 * Everything is encrypted with the prepared key: it takes its place. The old one is kept beside it, for the
 * backups from before.
 * @returns the file that has the old one
 */
export function adoptSecretKey(dataDir: string, now = new Date()): string {
  const file = join(dataDir, "secret-key");
  const kept = `${file}.before-${now.toISOString().replaceAll(":", "-")}`;
  writeFileSync(kept, readFileSync(file), { mode: 0o600, flag: "wx", flush: true });
  renameSync(`${file}.new`, file);
  return kept;
}

function makeOrRead(file: string): string {
  try {
    writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx", flush: true });
  } catch (error) {
    const exists = error instanceof Error && "code" in error && error.code === "EEXIST";
    if (!exists) throw error;
  }
  return read(file);
}

function read(file: string): string {
  const key = readFileSync(file, "utf8").trim();
  if (KEY.test(key)) return key;
  throw new StartError(
    `${file} does not hold 64 hex digits. Restore it from a backup, or delete it and connect every integration anew.`,
  );
}
