import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, addRepository, startApi, type TestApi } from "../../../test/start-api.ts";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
});

afterEach(() => api.close());

test("the commits of a repository are listed newest first, in pages, with their releases", async () => {
  await addProject(api, "shop");
  const repository = await addRepository(api, "SHOP/web");
  const commits = ["1", "2", "3"].map((digit) => ({
    id: digit.repeat(40),
    repository: "SHOP/web",
    message: `commit ${digit}`,
    author_name: "Ann",
    author_email: "ann@example.com",
    timestamp: `2026-05-0${digit}T10:00:00Z`,
  }));
  const release = { version: "1.0", projects: ["shop"], commits };
  await api.call("POST", "/api/0/organizations/acme/releases/", release);
  const path = `/api/0/organizations/acme/repos/${repository.id}/commits/?per_page=2`;
  const { body, headers } = await api.call("GET", path);
  expect(body).toMatchObject([
    { id: "3".repeat(40), author: { name: "Ann" }, releases: [{ version: "1.0" }] },
    { id: "2".repeat(40) },
  ]);
  const next = /rel="next"; results="true"; cursor="([^"]+)"/.exec(headers.get("link") ?? "");
  const rest = await api.call("GET", `${path}&cursor=${next?.[1]}`);
  expect(rest.body).toMatchObject([{ id: "1".repeat(40) }]);
  expect((await api.call("GET", "/api/0/organizations/acme/repos/99/commits/")).status).toBe(404);
});
