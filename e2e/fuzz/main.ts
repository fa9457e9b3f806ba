import { parseArgs } from "node:util";
import { startWorld } from "../world/start-world.ts";
import { makeCorpus } from "./corpus.ts";
import { toBytes } from "./hostile-request.ts";
import { prepareTarget } from "./prepare-target.ts";
import { runFuzz } from "./run-fuzz.ts";

const SHOWN_FINDINGS = 20;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
if (!(seconds > 0) || !Number.isInteger(seed)) {
  console.error("Usage: npm run fuzz -- --seconds 60 [--seed 1]");
  process.exit(1);
}
const world = await startWorld();
const target = await prepareTarget(world);
const corpus = await makeCorpus(target);
console.log(`fuzz: ${seconds} s, seed ${seed}, ${corpus.length} requests to begin with`);
const run = { seconds, seed, atOnce: 8 };
const { requests, statuses, taken, slowestMs, slowestProbeMs, findings } = await runFuzz(
  target.url,
  { corpus, hookSecret: target.hookSecret },
  run,
);
const isAlive = (await fetch(`${target.url}/healthz`)).ok;
for (const { wrong, request } of findings.slice(0, SHOWN_FINDINGS)) {
  console.log(`\n${wrong}\n${toBytes(request).toString("latin1").slice(0, 2_000)}`);
}
const counts = [...statuses].toSorted(([one], [other]) => one - other);
console.log(counts.map(([status, count]) => `${status || "closed"}: ${count}`).join(", "));
console.log(
  `taken: ${taken.webhook} by the webhook, ${taken.ingest} by ingest, ${taken.api} by the API; slowest probe ${Math.round(slowestProbeMs)} ms`,
);
console.log(
  `${requests} requests, slowest answer ${Math.round(slowestMs)} ms, ${findings.length} wrong, service ${isAlive ? "alive" : "dead"}`,
);
await world.close(findings.length > 0);
process.exit(findings.length === 0 && isAlive ? 0 : 1);
