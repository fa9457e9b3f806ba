import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Material to test against that is not part of this repository: `../shared/oracles` beside it, or
 * where `ORACLES_DIR` points. Tests skip without it, unless `REQUIRE_ORACLES=1`.
 * @throws Error when it is required and not there
 */
export function findOracles(folder: string): string | undefined {
  const beside = fileURLToPath(new URL("../../../shared/oracles", import.meta.url));
  const directory = `${process.env["ORACLES_DIR"] ?? beside}/${folder}`;
  if (existsSync(directory)) return directory;
  if (process.env["REQUIRE_ORACLES"] === "1") throw new Error(`There is no ${directory}`);
  console.warn(`SKIPPED: tests that need ${directory}; set ORACLES_DIR`);
  return undefined;
}
