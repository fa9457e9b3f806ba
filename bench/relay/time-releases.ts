import { eventually } from "@sentry-bitbucket-server/e2e/world/eventually.ts";
import { describeFigures, shareOf } from "../figures.ts";
import { listCommits } from "./list-commits.ts";
import type { RelayPair } from "./relay-pair.ts";

const COMMITS = 10_000;
const ROUNDS = 9;
const PATIENCE_MS = 120_000;

/**
 * A release of many commits, none of which the upstream knows, in turns: the list straight to the upstream
 * in one call, and the job of the service that sends as many, from its start to its end. The service has all
 * lists before it is connected, so that it does nothing else then.
 */
export async function timeReleases(pair: RelayPair): Promise<void> {
  for (let round = 0; round <= ROUNDS; round++) await prepare(pair, round);
  await pair.connect();
  const direct: number[] = [];
  const relayed: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const sent = await timeDirect(pair, round);
    const carried = await timeRelayed(pair, round);
    // The first round is not counted: it compiles.
    if (round === 0) continue;
    direct.push(sent);
    relayed.push(carried);
  }
  const ratio = shareOf(relayed, 0.5) / shareOf(direct, 0.5);
  console.log(`\na release of ${COMMITS} commits, ${ROUNDS} rounds in turns`);
  console.log(`  PUT straight to the upstream: ${describeFigures(direct, "ms")}`);
  console.log(`  the service's job: ${describeFigures(relayed, "ms")}`);
  console.log(`  ratio of the medians: ${ratio.toFixed(3)}`);
}

const RELEASES = "/organizations/sentry/releases/";
const pathOf = (version: string) => `${RELEASES}${version}/`;

const directly = (round: number) => `direct-${round}`;
const byJob = (round: number) => `relayed-${round}`;

/** Makes both releases of a round at the upstream, and one with its commits here. */
async function prepare({ upstream, relay }: RelayPair, round: number): Promise<void> {
  for (const version of [directly(round), byJob(round)]) {
    await upstream.client.call("POST", RELEASES, { version, projects: ["shop"] });
  }
  const commits = listCommits(COMMITS, 2 * round);
  const body = { version: byJob(round), projects: ["shop"], commits };
  await relay.client.call("POST", RELEASES, body);
}

async function timeDirect(pair: RelayPair, round: number): Promise<number> {
  const version = directly(round);
  const commits = listCommits(COMMITS, 2 * round + 1);
  const started = performance.now();
  await pair.upstream.client.call("PUT", pathOf(version), { commits });
  const ms = performance.now() - started;
  await expectCount(pair, version);
  return ms;
}

async function timeRelayed(pair: RelayPair, round: number): Promise<number> {
  const version = byJob(round);
  const { client, output } = pair.relay;
  const path = `/organizations/sentry/upstream/releases/${version}/replay/`;
  await client.call("POST", path);
  const ms = await eventually(
    `the job of ${version}`,
    () => Promise.resolve(findDuration(output(), version)),
    PATIENCE_MS,
  );
  await expectCount(pair, version);
  return ms;
}

interface LogLine {
  kind?: string;
  release?: string;
  msg?: string;
  durationMs?: number;
}

function findDuration(log: string, version: string): number | undefined {
  const line = log.split("\n").find((one) => {
    return one.includes('"relay-release"') && one.includes(`"${version}"`);
  });
  return line === undefined ? undefined : (JSON.parse(line) as LogLine).durationMs;
}

/** @throws Error unless the upstream has all of them */
async function expectCount({ upstream }: RelayPair, version: string): Promise<void> {
  const { commitCount } = await upstream.client.call<{ commitCount: number }>(
    "GET",
    pathOf(version),
  );
  if (commitCount !== COMMITS) throw new Error(`${version} has ${commitCount} commits there`);
}
