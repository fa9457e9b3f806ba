import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { z } from "zod";

/**
 * Reads a file that `writeJsonFile` wrote, or gives `empty` when there is none yet.
 * @throws Error naming the file when its content is not what the schema says
 */
export function readJsonFile<T>(path: string, schema: z.ZodType<T>, empty: T): T {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return empty;
    throw new Error(`Cannot use ${path}: delete it to start anew.`, { cause });
  }
}

/** Replaces the file in one step: whoever is killed meanwhile finds the old content or the new. */
export function writeJsonFile(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.new`;
  writeFileSync(unfinished, JSON.stringify(value), { mode: 0o600 });
  renameSync(unfinished, path);
}
