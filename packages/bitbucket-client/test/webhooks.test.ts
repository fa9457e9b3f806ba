import { describe, expect, test } from "vitest";
import { collect } from "./collect.ts";
import { startClient } from "./start-client.ts";
import { startServer, type Reply } from "./start-server.ts";

const input = {
  name: "our hook",
  url: "https://us.example.com/hook?repository=7",
  events: ["repo:refs_changed"],
  secret: "hook-s3cret",
};

const created = {
  id: 2,
  name: "our hook",
  url: input.url,
  events: input.events,
  active: true,
  configuration: { secret: "hook-s3cret" },
};

const { configuration: _, ...webhook } = created;

const written = {
  name: "our hook",
  url: input.url,
  events: input.events,
  active: true,
  configuration: { secret: "hook-s3cret" },
  sslVerificationRequired: true,
};

test.each([200, 201])(
  "a webhook is created with its secret, which does not come back (%d)",
  async (status) => {
    await using server = await startServer(() => ({ status, body: created }));
    await using started = startClient(server.baseUrl);
    expect(await started.client.createHook("SHOP", "web", input)).toEqual(webhook);
    const [request] = server.requests;
    expect(request).toMatchObject({
      method: "POST",
      path: "/rest/api/1.0/projects/SHOP/repos/web/webhooks",
      headers: { "content-type": "application/json", "x-atlassian-token": "no-check" },
    });
    expect(JSON.parse(request?.body ?? "")).toEqual(written);
  },
);

test("a webhook is replaced as a whole", async () => {
  await using server = await startServer(() => ({ body: created }));
  await using started = startClient(server.baseUrl);
  const changed = { ...input, active: false, sslVerificationRequired: false };
  await started.client.updateHook("SHOP", "web", 2, changed);
  const [request] = server.requests;
  expect(request).toMatchObject({ method: "PUT", path: expect.stringMatching(/\/webhooks\/2$/) });
  expect(JSON.parse(request?.body ?? "")).toEqual({
    ...written,
    active: false,
    sslVerificationRequired: false,
  });
});

test("webhooks are listed without their secrets", async () => {
  await using server = await startServer(() => ({ body: { values: [created], isLastPage: true } }));
  await using started = startClient(server.baseUrl);
  expect(await collect(started.client.getHooks("SHOP", "web"))).toEqual([webhook]);
});

describe("deleting a webhook", () => {
  test.each([204, 404])("succeeds with %d", async (status) => {
    await using server = await startServer(() => ({ status }));
    await using started = startClient(server.baseUrl);
    await expect(started.client.deleteHook("SHOP", "web", 2)).resolves.toBeUndefined();
    expect(server.requests[0]).toMatchObject({ method: "DELETE" });
  });

  test("without permission fails", async () => {
    await using server = await startServer(() => ({ status: 403 }));
    await using started = startClient(server.baseUrl);
    await expect(started.client.deleteHook("SHOP", "web", 2)).rejects.toMatchObject({
      code: "bitbucket_permission",
    });
  });
});

describe("Bitbucket's own test of a webhook", () => {
  test.each<[string, Reply, unknown]>([
    [
      "reached",
      { body: { request: {}, response: { statusCode: 204 } } },
      { reached: true, statusCode: 204 },
    ],
    [
      "reached, by the other name",
      { body: { result: { statusCode: 200 } } },
      { reached: true, statusCode: 200 },
    ],
    [
      "answered with an error",
      { body: { response: { statusCode: 404, body: "no" } } },
      { reached: false, statusCode: 404, reason: "It answered 404." },
    ],
    [
      "not reached",
      { body: { request: {}, result: { outcome: "ERROR", errorMessage: "Connection refused" } } },
      { reached: false, reason: "Connection refused" },
    ],
    [
      "not reached, top level",
      { body: { errorMessage: "timed out" } },
      { reached: false, reason: "timed out" },
    ],
    [
      "not reached, as an error of its own",
      { body: { request: {}, error: { message: "No route to host" } } },
      { reached: false, reason: "No route to host" },
    ],
    [
      "described only",
      { body: { result: { description: "UnknownHost" } } },
      { reached: false, reason: "UnknownHost" },
    ],
    [
      "refused by Bitbucket",
      { status: 400, body: { errors: [{ message: "The URL is not allowed." }] } },
      { reached: false, reason: "The URL is not allowed." },
    ],
    [
      "of another shape",
      { body: { response: "?", result: 7 } },
      { reached: false, reason: "Bitbucket got no answer and gives no reason." },
    ],
  ])("%s", async (_name, reply, result) => {
    await using server = await startServer(() => reply);
    await using started = startClient(server.baseUrl);
    const hook = { url: input.url, webhookId: 2 };
    expect(await started.client.testHook("SHOP", "web", hook)).toEqual(result);
    expect(server.requests[0]).toMatchObject({
      method: "POST",
      path: expect.stringMatching(/\/webhooks\/test$/),
      query: { url: input.url, webhookId: "2", sslVerificationRequired: "true" },
      body: "",
    });
  });

  test.each([401, 404, 503])("that cannot be asked for is an error (%d)", async (status) => {
    await using server = await startServer(() => ({ status }));
    await using started = startClient(server.baseUrl);
    const failing = started.client.testHook("SHOP", "web", { url: input.url });
    await expect(failing).rejects.toMatchObject({ status });
  });
});
