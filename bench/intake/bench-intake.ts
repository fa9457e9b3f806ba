import { fork } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { startBenchService } from "../load/bench-service.ts";
import { type Load, type LoadFigures, runLoad } from "../load/run-load.ts";
import { addHooks } from "./add-hooks.ts";
import { pushTo } from "./push-of-3-commits.ts";

const SECONDS = 10;
const CONNECTIONS = 100;
const REPOSITORIES = 50;
const STEADY_RATE = 1_000;
const SECRET = "the secret of all webhooks of this bench";

type Requests = Load["requests"];

/**
 * Deliveries of pushes, each on disk with its job before it is answered, one process, SQLite. The
 * yardsticks of the same run verify and parse the same bytes and keep nothing.
 */
export async function benchIntake(): Promise<void> {
  const bare = await loadYardstick(import.meta.resolve("./bare-receiver.ts"));
  const octokit = await loadYardstick(import.meta.resolve("./octokit-receiver.ts"));
  const { full, steady, kept } = await loadService();
  const ratio = (yardstick: LoadFigures) => (full.perSecond / yardstick.perSecond).toFixed(2);
  console.log(`\npushes of ${pushTo(1).length} bytes, ${CONNECTIONS} connections, ${SECONDS} s`);
  console.log(`  stored durably: ${describe(full)}`);
  console.log(`  at ${STEADY_RATE} per second: ${describe(steady)}`);
  console.log(`  answered ${full.succeeded + steady.succeeded}, kept ${kept}`);
  console.log(`  bare route, same run: ${describe(bare)}; ratio ${ratio(bare)}`);
  console.log(`  @octokit/webhooks, same run: ${describe(octokit)}; ratio ${ratio(octokit)}`);
}

async function loadYardstick(url: string): Promise<LoadFigures> {
  const child = fork(fileURLToPath(url), [SECRET]);
  try {
    const [origin] = (await once(child, "message")) as [string];
    return await load(origin, toRequests(Array.from({ length: REPOSITORIES }, () => "/")));
  } finally {
    child.disconnect();
  }
}

async function loadService() {
  const first = await startBenchService();
  await first.stop();
  const paths = addHooks(first.folder, SECRET, REPOSITORIES);
  const service = await startBenchService(first);
  try {
    const requests = toRequests(paths);
    const full = await load(service.url, requests);
    const steady = await load(service.url, requests, STEADY_RATE);
    await service.stop();
    return { full, steady, kept: countDeliveries(service.folder) };
  } finally {
    service.remove();
  }
}

function countDeliveries(folder: string): number {
  using database = new DatabaseSync(join(folder, "sentry-bitbucket-server.sqlite"));
  return Number(database.prepare("select count(*) as count from deliveries").get()?.["count"]);
}

function load(url: string, requests: Requests, rate?: number): Promise<LoadFigures> {
  return runLoad({ url, requests, rate, connections: CONNECTIONS, seconds: SECONDS });
}

/** With the headers of Bitbucket, and those of GitHub; without an id, each is a new delivery. */
function toRequests(paths: string[]): Requests {
  return paths.map((path, index) => {
    const body = pushTo(index + 1);
    const signature = `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;
    const headers = {
      "content-type": "application/json",
      "x-event-key": "repo:refs_changed",
      "x-hub-signature": signature,
      "x-hub-signature-256": signature,
      "x-github-event": "push",
      "x-github-delivery": String(index),
    };
    return { method: "POST", path, headers, body };
  });
}

function describe({ perSecond, p50, p99 }: LoadFigures): string {
  return `${Math.round(perSecond)} per second, median ${p50} ms, p99 ${p99} ms`;
}
