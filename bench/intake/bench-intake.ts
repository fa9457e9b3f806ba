import { fork } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { loadavg } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { startBenchService } from "../load/bench-service.ts";
import { shareOf } from "../figures.ts";
import { type Load, type LoadFigures, runLoad } from "../load/run-load.ts";
import { addHooks } from "./add-hooks.ts";
import { pushTo } from "./push-of-3-commits.ts";

const ROUNDS = 5;
const SECONDS = 4;
const CONNECTIONS = 100;
const REPOSITORIES = 50;
const STEADY_RATE = 1_000;
const SECRET = "the secret of all webhooks of this bench";

type Requests = Load["requests"];

/**
 * Deliveries of pushes, each on disk with its job before it is answered, one process, SQLite. The
 * yardsticks verify and parse the same bytes and keep nothing. All are loaded in turn, several times: a
 * shared machine is not the same from one minute to the next.
 */
export async function benchIntake(): Promise<void> {
  const bare = await startYardstick(import.meta.resolve("./bare-receiver.ts"));
  const octokit = await startYardstick(import.meta.resolve("./octokit-receiver.ts"));
  const { service, requests } = await startService();
  const toRoot = toRequests(Array.from({ length: REPOSITORIES }, () => "/"));
  const rounds: Round[] = [];
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const figures = {
        full: await load(service.url, requests),
        bare: await load(bare.origin, toRoot),
        octokit: await load(octokit.origin, toRoot),
        steady: await load(service.url, requests, STEADY_RATE),
      };
      rounds.push(figures);
    }
    await service.stop();
    report(rounds, countDeliveries(service.folder));
  } finally {
    service.remove();
    bare.stop();
    octokit.stop();
  }
}

type Round = Record<"full" | "bare" | "octokit" | "steady", LoadFigures>;

function report(rounds: Round[], kept: number): void {
  const answered = rounds.reduce(
    (sum, { full, steady }) => sum + full.succeeded + steady.succeeded,
    0,
  );
  // In the first, everything is compiled.
  const warm = rounds.slice(1);
  const ratios = (yardstick: "bare" | "octokit") =>
    warm.map((round) => round.full.perSecond / round[yardstick].perSecond);
  const showRatios = (yardstick: "bare" | "octokit") => {
    const each = ratios(yardstick).map((ratio) => ratio.toFixed(2));
    return `; ratio ${shareOf(ratios(yardstick), 0.5).toFixed(2)} (${each.join(", ")})`;
  };
  const of = (name: keyof Round) => describe(warm.map((round) => round[name]));
  const settings = `${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s each`;
  console.log(`\npushes of ${pushTo(1).length} bytes, ${settings}; load average ${showLoad()}`);
  console.log(`  stored durably: ${of("full")}`);
  console.log(`  at ${STEADY_RATE} per second: ${of("steady")}`);
  console.log(`  answered ${answered}, kept ${kept}`);
  console.log(`  bare route, same rounds: ${of("bare")}${showRatios("bare")}`);
  console.log(`  @octokit/webhooks, same rounds: ${of("octokit")}${showRatios("octokit")}`);
}

const showLoad = () => loadavg()[0]?.toFixed(1);

async function startYardstick(url: string) {
  const child = fork(fileURLToPath(url), [SECRET]);
  const [origin] = (await once(child, "message")) as [string];
  return { origin, stop: () => child.disconnect() };
}

async function startService() {
  const first = await startBenchService();
  await first.stop();
  const paths = addHooks(first.folder, SECRET, REPOSITORIES);
  return { service: await startBenchService(first), requests: toRequests(paths) };
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

/** The medians of all rounds. */
function describe(figures: LoadFigures[]): string {
  const median = (key: "perSecond" | "p50" | "p99") =>
    Math.round(
      shareOf(
        figures.map((one) => one[key]),
        0.5,
      ),
    );
  return `${median("perSecond")} per second, median ${median("p50")} ms, p99 ${median("p99")} ms`;
}
