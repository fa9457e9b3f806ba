import { expect, test } from "vitest";
import { InvalidInputError } from "../src/index.ts";
import { startClient } from "./start-client.ts";
import { startServer } from "./start-server.ts";

test("a path is asked for at a commit, each of its parts encoded", async () => {
  await using server = await startServer(() => ({ body: { type: "FILE" } }));
  await using started = startClient(server.baseUrl);
  const file = { path: "src/a b#1.js", at: "refs/heads/x" };
  expect(await started.client.getFileType("SHOP", "web", file)).toBe("FILE");
  const [request] = server.requests;
  expect(request?.path).toBe("/rest/api/1.0/projects/SHOP/repos/web/browse/src/a%20b%231.js");
  expect(request?.query).toMatchObject({ at: "refs/heads/x", type: "true" });
});

test.each(["", "../secret", "src//a.js", "src/./a.js"])("%j is refused as a path", async (path) => {
  await using server = await startServer(() => ({ body: { type: "FILE" } }));
  await using started = startClient(server.baseUrl);
  const call = started.client.getFileType("SHOP", "web", { path, at: "main" });
  await expect(call).rejects.toThrow(InvalidInputError);
  expect(server.requests).toEqual([]);
});
