import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Material from outside the project, read where it lies and never copied. */
export interface Oracles {
  readJson: (file: string) => unknown;
}

/**
 * The oracles of Bitbucket, or none. They lie beside the repository or where `ORACLES_DIR` says. Their
 * absence is said aloud, since it must not look like a pass.
 * @throws Error when there are none and `REQUIRE_ORACLES=1`
 */
export function findOracles(suite: string): Oracles[] {
  const beside = resolve(import.meta.dirname, "../../../../../shared/oracles");
  const folder = join(process.env.ORACLES_DIR ?? beside, "bitbucket");
  if (existsSync(folder))
    return [{ readJson: (file) => JSON.parse(readFileSync(join(folder, file), "utf8")) }];
  const reason = `no oracles in ${folder}; ORACLES_DIR names another place`;
  if (process.env.REQUIRE_ORACLES === "1") throw new Error(`${suite}: ${reason}`);
  console.warn(`${suite}: SKIPPED, ${reason}`);
  return [];
}
