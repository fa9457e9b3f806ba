import { execFileSync } from "node:child_process";
import { join } from "node:path";

const BUILD = join(import.meta.dirname, "../../packages/web/build-when-stale.js");

/** Once before the tests: what they open in a browser is what the sources say. */
export default function buildUi(): void {
  execFileSync(process.execPath, [BUILD], { stdio: ["ignore", "inherit", "inherit"] });
}
