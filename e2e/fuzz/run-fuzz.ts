import { Random } from "../chaos/story/random.ts";
import { type HostileRequest, toBytes } from "./hostile-request.ts";
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
  slowestMs: number;
  findings: Finding[];
}

/** Sends spoiled requests for so long, some at once, and judges each answer. */
export async function runFuzz(
  url: string,
  corpus: HostileRequest[],
  { seconds, seed, atOnce }: { seconds: number; seed: number; atOnce: number },
): Promise<FuzzReport> {
  const random = new Random(seed);
  const report: FuzzReport = { requests: 0, statuses: new Map(), slowestMs: 0, findings: [] };
  const end = performance.now() + seconds * 1_000;
  const work = async () => {
    while (performance.now() < end) {
      const request = mutate(random.pick(corpus), random);
      note(report, request, await sendBytes(url, toBytes(request)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return report;
}

function note(report: FuzzReport, request: HostileRequest, answer: RawAnswer): void {
  const { status = 0, durationMs } = answer;
  report.requests += 1;
  report.statuses.set(status, (report.statuses.get(status) ?? 0) + 1);
  report.slowestMs = Math.max(report.slowestMs, durationMs);
  const wrong = judge(request, answer);
  if (wrong !== undefined) report.findings.push({ request, wrong });
}
