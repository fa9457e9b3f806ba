import { setTimeout } from "node:timers/promises";
import { Random } from "../chaos/story/random.ts";
import { type HostileRequest, toBytes } from "./hostile-request.ts";
import { finish } from "./finish.ts";
import { judge } from "./judge.ts";
import { mutate } from "./mutate.ts";
import { type RawAnswer, sendBytes } from "./send-bytes.ts";

interface Finding {
  request: HostileRequest;
  wrong: string;
}

export interface FuzzReport {
  requests: number;
  /** How often each status was answered; 0 stands for a connection that was closed. */
  statuses: Map<number, number>;
  /** How many were answered with 2xx, by what they were aimed at. */
  taken: Record<HostileRequest["target"], number>;
  slowestMs: number;
  /** Of requests that are right, made besides. */
  slowestProbeMs: number;
  findings: Finding[];
}

/** The API has a hundred times as many operations, and the others less to lose their way in. */
const WEIGHTS = ["webhook", "ingest", "ingest", "api", "api"] as const;
/** So many are left as they are, and what is behind the first check is met as well. */
const INTACT = 0.1;
const PROBE_PAUSE_MS = 50;

/** Sends spoiled requests for so long, some at once, and judges each answer. */
export async function runFuzz(
  url: string,
  { corpus, hookSecret }: { corpus: HostileRequest[]; hookSecret: string },
  { seconds, seed, atOnce }: { seconds: number; seed: number; atOnce: number },
): Promise<FuzzReport> {
  const random = new Random(seed);
  const byTarget = Object.groupBy(corpus, ({ target }) => target);
  const report: FuzzReport = {
    requests: 0,
    statuses: new Map(),
    taken: { webhook: 0, ingest: 0, api: 0 },
    slowestMs: 0,
    slowestProbeMs: 0,
    findings: [],
  };
  const end = performance.now() + seconds * 1_000;
  const work = async () => {
    while (performance.now() < end) {
      const picked = random.pick(byTarget[random.pick(WEIGHTS)] ?? corpus);
      const spoiled = random.chance(INTACT) ? picked : mutate(picked, random);
      const request = finish(spoiled, random, hookSecret);
      note(report, request, await sendBytes(url, toBytes(request)));
    }
  };
  const probes = probe(url, end, report);
  await Promise.all(Array.from({ length: atOnce }, work));
  await probes;
  return report;
}

/** One that nobody spoils: how long it waits tells of the harm that all others do. */
async function probe(url: string, end: number, report: FuzzReport): Promise<void> {
  const request: HostileRequest = {
    target: "api",
    method: "GET",
    path: "/healthz",
    headers: [],
    body: Buffer.alloc(0),
  };
  while (performance.now() < end) {
    const answer = await sendBytes(url, toBytes(request));
    report.slowestProbeMs = Math.max(report.slowestProbeMs, answer.durationMs);
    const late = judge(request, answer);
    const wrong = answer.status === 200 ? late : `the probe was answered ${answer.status}`;
    if (wrong !== undefined) report.findings.push({ request, wrong });
    await setTimeout(PROBE_PAUSE_MS);
  }
}

function note(report: FuzzReport, request: HostileRequest, answer: RawAnswer): void {
  const { status = 0, durationMs } = answer;
  report.requests += 1;
  report.statuses.set(status, (report.statuses.get(status) ?? 0) + 1);
  if (status >= 200 && status < 300) report.taken[request.target] += 1;
  report.slowestMs = Math.max(report.slowestMs, durationMs);
  const wrong = judge(request, answer);
  if (wrong !== undefined) report.findings.push({ request, wrong });
}
