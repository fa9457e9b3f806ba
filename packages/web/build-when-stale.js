import fs from "node:fs";
import { join } from "node:path";

/*
 * Builds the UI into the service, unless what is there is newer than all that it is made of. `npm
 * install` runs it, on whatever Node there is, therefore it is JavaScript; so do the tests.
 */

const here = import.meta.dirname;
const built = join(here, "../server/ui/index.html");

const modifiedAt = (path) => fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const sources = ["src/**/*", "build/*", "*.*", "../../package-lock.json"];

function isStale() {
  const since = modifiedAt(built);
  return sources
    .flatMap((pattern) => fs.globSync(pattern, { cwd: here }))
    .some((path) => modifiedAt(join(here, path)) > since);
}

// Tests run it with another one, and what it builds would then be React as its developers want it.
process.env.NODE_ENV = "production";

async function loadVite() {
  try {
    return await import("vite");
  } catch {
    return undefined;
  }
}

if (typeof fs.globSync !== "function") {
  console.log("The web UI is not built: that needs Node.js 22 or newer. Build it: npm run build");
} else if (isStale()) {
  const vite = await loadVite();
  if (vite) await vite.build({ configFile: join(here, "vite.config.ts"), logLevel: "warn" });
  else console.log("The web UI is not built: what builds it is not installed. See npm run build");
}
