import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { serveUpstream } from "../../../test/serve-upstream.ts";
import { SentryClient } from "./sentry-client.ts";

const CALL = { method: "GET" as const, path: "/api/0/" };

/** A client of a Sentry that answers so, and when it was asked. */
async function startClient(answer: (response: ServerResponse, number: number) => void) {
  const askedAt: number[] = [];
  const baseUrl = await serveUpstream((_request: IncomingMessage, response) => {
    askedAt.push(performance.now());
    response.setHeader("content-type", "application/json");
    answer(response, askedAt.length);
  });
  const client = new SentryClient({ baseUrl, slug: "acme", verifySsl: true }, "t", {
    outbound: {},
  });
  onTestFinished(() => client.close());
  return { client, askedAt };
}

const limited = (response: ServerResponse, headers: Record<string, string>) =>
  void response.writeHead(429, headers).end('{"detail": "Slow down."}');

test("a limit that ends soon is waited for", async () => {
  const { client, askedAt } = await startClient((response, number) => {
    if (number === 1) limited(response, { "retry-after": "1" });
    else response.end("{}");
  });
  expect((await client.send(CALL)).status).toBe(200);
  const [first = 0, second = 0] = askedAt;
  expect(second - first).toBeGreaterThan(950);
});

test("one that lasts is told, and nothing is asked meanwhile", async () => {
  const { client, askedAt } = await startClient((response) =>
    limited(response, { "retry-after": "60" }),
  );
  const refusal = { code: "upstream_rate_limit", retryAfterMs: expect.any(Number) };
  await expect(client.send(CALL)).rejects.toMatchObject(refusal);
  await expect(client.send(CALL)).rejects.toMatchObject(refusal);
  expect(askedAt).toHaveLength(1);
});

test.each([
  ["in a refusal", 429],
  ["in the last answer before it", 200],
])("the limit that Sentry's own headers tell is heeded, %s", async (_when, status) => {
  const { client, askedAt } = await startClient((response) => {
    const reset = String(Math.ceil(Date.now() / 1_000) + 60);
    response.setHeader("x-sentry-rate-limit-remaining", "0");
    response.setHeader("x-sentry-rate-limit-reset", reset);
    response.writeHead(status).end("{}");
  });
  await client.send(CALL).catch(() => undefined);
  const error = await client.send(CALL).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "upstream_rate_limit" });
  expect(error).toHaveProperty(
    "retryAfterMs",
    expect.toSatisfy((ms) => ms > 55_000 && ms <= 61_000),
  );
  expect(askedAt).toHaveLength(1);
});

test("no more is asked at once than Sentry says", async () => {
  let [underWay, most] = [0, 0];
  const { client } = await startClient((response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    setImmediate(() => {
      underWay -= 1;
      response.setHeader("x-sentry-rate-limit-concurrentlimit", "1");
      response.end("{}");
    });
  });
  await client.send(CALL);
  await Promise.all(Array.from({ length: 8 }, () => client.send(CALL)));
  expect(most).toBe(1);
});
