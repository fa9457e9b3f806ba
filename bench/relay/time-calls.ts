import { Agent, request } from "node:http";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { IncomingMessage } from "node:http";
import { describeFigures, shareOf } from "../figures.ts";
import type { RelayPair } from "./relay-pair.ts";

const ROUNDS = 20;
const CALLS_A_ROUND = 100;
const PATH = "/api/0/organizations/sentry/releases/1.0.0/";

/** One question at a time over a kept connection, in turns straight to the upstream and through the service. */
export async function timeCalls({ upstream, relay, token }: RelayPair): Promise<void> {
  const release = { version: "1.0.0", projects: ["shop"] };
  await upstream.client.call("POST", "/organizations/sentry/releases/", release);
  const direct: number[] = [];
  const through: number[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  // The first round of each is not counted: it compiles and connects.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [times, { url }] of [
      [direct, upstream],
      [through, relay],
    ] as const) {
      for (let n = 0; n < CALLS_A_ROUND; n++) {
        const ms = await timeCall(url, token, agent);
        if (round > 0) times.push(ms);
      }
    }
  }
  agent.destroy();
  const added = shareOf(through, 0.5) - shareOf(direct, 0.5);
  console.log(`\na call, ${ROUNDS} rounds of ${CALLS_A_ROUND} in turns`);
  console.log(`  straight to the upstream: ${describe(direct)}`);
  console.log(`  through the service: ${describe(through)}`);
  console.log(`  added to the median: ${added.toFixed(2)} ms`);
}

/** @throws Error for any other answer than 200 */
async function timeCall(url: string, token: string, agent: Agent): Promise<number> {
  const started = performance.now();
  const headers = { authorization: `Bearer ${token}` };
  const asked = request(url + PATH, { agent, headers }).end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  const body = await text(answer);
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${body}`);
  return performance.now() - started;
}

function describe(times: number[]): string {
  return `${describeFigures(times, "ms")} (median ${shareOf(times, 0.5).toFixed(2)} ms)`;
}
