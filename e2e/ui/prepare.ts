import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { findBrowser } from "../world/find-browser.ts";

const BUILD = join(import.meta.dirname, "../../packages/web/build-when-stale.js");

/**
 * Once before the tests: what they open is what the sources say, and the browser that they open it in
 * is unpacked, which no two of them may do at once. They are told of it by their environment.
 */
export default async function prepare(): Promise<void> {
  execFileSync(process.execPath, [BUILD], { stdio: ["ignore", "inherit", "inherit"] });
  process.env["CHROMIUM"] = await findBrowser();
}
