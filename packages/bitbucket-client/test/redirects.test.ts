import { expect, test } from "vitest";
import { startClient } from "./start-client.ts";
import { startServer } from "./start-server.ts";

const commit = {
  id: "c1",
  message: "m",
  author: { name: "a" },
  authorTimestamp: 1,
  parents: [],
};
const moved = (location: string, status = 302) => ({ status, headers: { location } });

test("a GET of a renamed repository follows within the same origin, with credentials", async () => {
  await using server = await startServer(({ path }) =>
    path.includes("/repos/old/")
      ? moved(path.replace("/repos/old/", "/repos/new/"), 307)
      : { body: commit },
  );
  await using started = startClient(server.baseUrl);
  expect(await started.client.getCommit("SHOP", "old", "c1")).toMatchObject({ id: "c1" });
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
    "Bearer s3cret-t0ken",
    "Bearer s3cret-t0ken",
  ]);
});

test("credentials never go to another origin, whose address is named without its query", async () => {
  await using other = await startServer(() => ({ body: commit }));
  await using server = await startServer(() => moved(`${other.baseUrl}/x?token=hush`));
  await using started = startClient(server.baseUrl);
  const error = await started.client
    .getCommit("SHOP", "web", "c1")
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: "bitbucket_wrong_address",
    retryable: false,
    message: expect.stringContaining(`redirects to ${other.baseUrl}/x.`),
  });
  expect(String(error)).not.toContain("hush");
  expect(other.requests).toEqual([]);
});

test("a write is not redirected", async () => {
  await using server = await startServer(() => moved("/elsewhere", 307));
  await using started = startClient(server.baseUrl);
  await expect(started.client.deleteHook("SHOP", "web", 1)).rejects.toMatchObject({
    code: "bitbucket_wrong_address",
  });
  expect(server.requests).toHaveLength(1);
});

test("a redirect to a login page is a wrong address", async () => {
  await using server = await startServer(({ path }) =>
    path === "/login"
      ? { headers: { "content-type": "text/html" }, body: "<form>" }
      : moved("/login?next=%2Frest"),
  );
  await using started = startClient(server.baseUrl);
  await expect(started.client.getRepo("SHOP", "web")).rejects.toMatchObject({
    code: "bitbucket_wrong_address",
    message: expect.stringMatching(/web page answered.*\/login/),
  });
});

test("redirects without end are ended", async () => {
  await using server = await startServer(({ path }) => moved(`${path}/x`));
  await using started = startClient(server.baseUrl);
  await expect(started.client.getRepo("SHOP", "web")).rejects.toThrow("more than 5 times");
  expect(server.requests).toHaveLength(6);
});

test("cookies are neither kept nor sent", async () => {
  const headers = { "set-cookie": "BITBUCKETSESSIONID=1" };
  await using server = await startServer(() => ({ body: commit, headers }));
  await using started = startClient(server.baseUrl);
  await started.client.getCommit("SHOP", "web", "c1");
  await started.client.getCommit("SHOP", "web", "c1");
  expect(server.requests.map((request) => request.headers.cookie)).toEqual([undefined, undefined]);
});
