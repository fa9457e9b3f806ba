import { expect, test } from "vitest";
import type { ObservedExchange, ObservedWait } from "../src/index.ts";
import { startClient } from "./start-client.ts";
import { startServer, type Reply } from "./start-server.ts";

const page = { values: [], isLastPage: true };

/** Asks for the branches of a repository once. @returns what the observer was told */
async function observe(...replies: Reply[]) {
  const exchanges: ObservedExchange[] = [];
  const waits: ObservedWait[] = [];
  await using server = await startServer(() => replies.shift() ?? { body: page });
  const observer = {
    onExchange: (exchange: ObservedExchange) => void exchanges.push(exchange),
    onWait: (wait: ObservedWait) => void waits.push(wait),
  };
  await using started = startClient(server.baseUrl, {}, { observer });
  await Array.fromAsync(started.client.getBranches("SHOP", "web"));
  return { exchanges, waits, baseUrl: server.baseUrl };
}

test("an exchange is told without its query, with status and time", async () => {
  const { exchanges, waits, baseUrl } = await observe();
  expect(exchanges).toEqual([
    {
      method: "GET",
      url: `${baseUrl}/rest/api/1.0/projects/SHOP/repos/web/branches`,
      status: 200,
      durationMs: expect.any(Number),
    },
  ]);
  expect(exchanges[0]?.durationMs).toBeGreaterThan(0);
  expect(waits).toEqual([]);
});

test("each attempt is an exchange, and one without an answer has no status", async () => {
  const { exchanges } = await observe({ status: 503 }, { reset: true });
  expect(exchanges.map(({ status }) => status)).toEqual([503, undefined, 200]);
});

test("a wait for a rate limit is told apart from one after a failure", async () => {
  const limited = { status: 429, headers: { "retry-after": "2" } };
  const { waits } = await observe(limited, { status: 502 });
  expect(waits).toEqual([
    { ms: 2_000, reason: "rate_limit" },
    { ms: 1_000, reason: "failure" },
  ]);
});

test("the server's clock is read from the header of an answer", async () => {
  const date = "Thu, 04 Jun 2026 12:00:00 GMT";
  await using server = await startServer(() => ({ headers: { date }, body: {} }));
  await using started = startClient(server.baseUrl);
  expect(await started.client.getServerTime()).toBe(Date.UTC(2026, 5, 4, 12));
});

test("a clock that cannot be read is none", async () => {
  await using server = await startServer(() => ({ headers: { date: "noon" }, body: {} }));
  await using started = startClient(server.baseUrl);
  expect(await started.client.getServerTime()).toBeUndefined();
});
