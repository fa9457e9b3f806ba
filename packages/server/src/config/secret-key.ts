import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const KEY = /^[0-9a-f]{64}$/;

/**
 * The key that encrypts identities: the operator's own, else one made once in the data folder,
 * readable by its owner alone. Losing it means to connect every integration anew.
 * @throws Error when the file holds something else, as nothing after a crash while it was written
 */
export function loadSecretKey(dataDir: string, given: string | undefined): string {
  if (given !== undefined) return given;
  return makeOrRead(join(dataDir, "secret-key"));
}

/**
 * A key that is to take the place of the one in the data folder, kept beside it: who is interrupted goes
 * on with the same one.
 */
export function prepareSecretKey(dataDir: string): string {
  return makeOrRead(join(dataDir, "secret-key.new"));
}

/** Everything is encrypted with the prepared key: it takes its place. */
export function adoptSecretKey(dataDir: string): void {
  renameSync(join(dataDir, "secret-key.new"), join(dataDir, "secret-key"));
}

function makeOrRead(file: string): string {
  try {
    writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx", flush: true });
  } catch (error) {
    const exists = error instanceof Error && "code" in error && error.code === "EEXIST";
    if (!exists) throw error;
  }
  const key = readFileSync(file, "utf8").trim();
  if (KEY.test(key)) return key;
  throw new Error(
    `${file} does not hold 64 hex digits. Restore it from a backup, or delete it and connect every integration anew.`,
  );
}
