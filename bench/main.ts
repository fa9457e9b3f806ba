import { cpus, totalmem } from "node:os";
import { benchIngest } from "./ingest/bench-ingest.ts";
import { benchIntake } from "./intake/bench-intake.ts";
import { benchJobs } from "./jobs/bench-jobs.ts";
import { benchLists } from "./lists/bench-lists.ts";
import { benchPushes } from "./push-to-resolve.ts";
import { benchRelay } from "./relay/bench-relay.ts";
import { benchRelease } from "./release/bench-release.ts";
import { benchScale } from "./scale/bench-scale.ts";
import { benchStart } from "./start-and-idle.ts";
import { benchUi } from "./ui/bench-ui.ts";

/** Prints the figures of docs/benchmarks.md. `npm run bench -- pushes` runs one of them alone. */
const benches = {
  pushes: benchPushes,
  ingest: benchIngest,
  intake: benchIntake,
  jobs: benchJobs,
  lists: benchLists,
  relay: benchRelay,
  release: benchRelease,
  scale: benchScale,
  start: benchStart,
  ui: benchUi,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.keys(benches).includes(name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}.\n`,
  );
  process.exit(1);
}

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench();
}
