import { describe, expect, test } from "vitest";
import { startClient } from "./start-client.ts";
import { startServer, type Reply } from "./start-server.ts";

const properties = { version: "9.4.0", buildNumber: "9004000", displayName: "Bitbucket" };

/** The given replies, one by one, and then the properties. */
function serverReplying(...replies: Reply[]) {
  return startServer(() => replies.shift() ?? { body: properties });
}

describe("a GET is repeated after", () => {
  test.each<[string, Reply, number]>([
    ["429 with an empty body", { status: 429 }, 500],
    ["429 with Retry-After", { status: 429, headers: { "retry-after": "3" } }, 3000],
    ["502 with a proxy's page", { status: 502, headers: { "content-type": "text/html" } }, 500],
    ["503", { status: 503 }, 500],
    ["504", { status: 504 }, 500],
    ["a reset", { reset: true }, 500],
  ])("%s", async (_, reply, wait) => {
    await using server = await serverReplying(reply);
    await using started = startClient(server.baseUrl);
    expect(await started.client.getApplicationProperties()).toEqual(properties);
    expect(server.requests).toHaveLength(2);
    expect(started.waits).toEqual([wait]);
  });

  test("no complete answer in time", async () => {
    const slow = Promise.withResolvers<Reply>();
    const replies = [slow.promise];
    await using server = await startServer(() => replies.shift() ?? { body: properties });
    await using started = startClient(server.baseUrl, { timeoutMs: 50 });
    expect(await started.client.getApplicationProperties()).toEqual(properties);
    slow.resolve({});
    expect(server.requests).toHaveLength(2);
  });
});

describe("a GET is not repeated after", () => {
  test.each([400, 401, 403, 404, 409, 500])("%d", async (status) => {
    await using server = await serverReplying({ status });
    await using started = startClient(server.baseUrl);
    await expect(started.client.getApplicationProperties()).rejects.toMatchObject({ status });
    expect(server.requests).toHaveLength(1);
  });
});

describe("a write is not repeated after", () => {
  test.each<[string, Reply]>([
    ["429", { status: 429 }],
    ["503", { status: 503 }],
    ["a reset", { reset: true }],
  ])("%s", async (_, reply) => {
    await using server = await serverReplying(reply);
    await using started = startClient(server.baseUrl);
    const hook = { name: "n", url: "http://u", events: [], secret: "s" };
    const failing = started.client.createHook("SHOP", "web", hook);
    await expect(failing).rejects.toMatchObject({ retryable: true, method: "POST" });
    expect(server.requests).toHaveLength(1);
  });
});

test("the deadline ends an exchange that alone would have more time", async () => {
  const never = Promise.withResolvers<Reply>();
  await using server = await startServer(() => never.promise);
  await using started = startClient(server.baseUrl, { timeoutMs: 60_000, deadlineMs: 50 });
  await expect(started.client.getApplicationProperties()).rejects.toMatchObject({
    code: "bitbucket_timeout",
    retryable: true,
    message: expect.stringContaining("did not answer completely within 50 ms"),
  });
  never.resolve({});
});

test("closing ends a call under way, and the wait for a next attempt", async () => {
  const asked = Promise.withResolvers<void>();
  const never = Promise.withResolvers<Reply>();
  await using server = await startServer(() => {
    asked.resolve();
    return never.promise;
  });
  await using started = startClient(server.baseUrl);
  const outcome = failureOf(started.client.getApplicationProperties());
  await asked.promise;
  await started.client.close();
  expect(await outcome).toMatchObject({ code: "bitbucket_network", failure: "closed" });
  never.resolve({});
});

test("closing does not wait for the real timer of a next attempt", async () => {
  await using server = await serverReplying({ status: 503, headers: { "retry-after": "60" } });
  await using started = startClient(server.baseUrl, { deadlineMs: 90_000 }, { wait: undefined });
  const outcome = failureOf(started.client.getApplicationProperties());
  await expect.poll(() => server.requests.length).toBe(1);
  await started.client.close();
  expect(await outcome).toMatchObject({ failure: "closed" });
});

function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => error,
  );
}
