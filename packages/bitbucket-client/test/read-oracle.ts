import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** Published and recorded material of real Bitbucket instances; it lies outside of this repository. */
const folder = new URL(
  "bitbucket/",
  process.env.ORACLES_DIR === undefined
    ? new URL("../../../../shared/oracles/", import.meta.url)
    : pathToFileURL(`${process.env.ORACLES_DIR}/`),
);

/** Whether there is something to test against; if not, suites skip, and this says so. */
export const oraclesPresent = existsSync(new URL("index.json", folder));

if (!oraclesPresent) {
  const missing = `There are no oracles in ${folder.pathname}. Set ORACLES_DIR to their folder.`;
  if (process.env.REQUIRE_ORACLES === "1") throw new Error(missing);
  console.warn(`SKIPPED: ${missing}`);
}

/** The content of a JSON file, or `fallback` where there are no oracles. */
export function readOracle(file: string, fallback: unknown): unknown {
  return oraclesPresent ? JSON.parse(readFileSync(new URL(file, folder), "utf8")) : fallback;
}
