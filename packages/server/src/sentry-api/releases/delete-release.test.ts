import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RELEASES, releasesOf } from "../../../test/releases-of.ts";
import { addProject, addRepository, startApi, type TestApi } from "../../../test/start-api.ts";

let api: TestApi;
let dsn: { id: number; publicKey: string };

beforeEach(async () => {
  api = await startApi();
  dsn = await addProject(api, "shop");
  await addProject(api, "web");
});

afterEach(() => api.close());

const PROJECT = "/api/0/projects/acme/shop/releases/";

const { create } = releasesOf(() => api);

async function crash(release: string): Promise<void> {
  const url = `${api.url}/api/${dsn.id}/store/?sentry_key=${dsn.publicKey}`;
  const { ok } = await fetch(url, {
    method: "POST",
    body: JSON.stringify({ message: "boom", release }),
  });
  expect(ok).toBe(true);
}

describe.each([RELEASES, PROJECT])("DELETE %s", (root) => {
  test("takes the release away with its deploys, and it can be made again", async () => {
    await create("1.0.0");
    await api.call("POST", `${root}1.0.0/deploys/`, { environment: "production" });
    const { status, body } = await api.call("DELETE", `${root}1.0.0/`);
    expect([status, body]).toEqual([204, undefined]);
    expect((await api.call("GET", `${root}1.0.0/`)).status).toBe(404);
    expect((await api.call("DELETE", `${root}1.0.0/`)).status).toBe(404);
    expect((await create("1.0.0")).status).toBe(201);
    expect((await api.call("GET", `${root}1.0.0/deploys/`)).body).toEqual([]);
  });

  test("leaves a release in which an issue was first seen, and says what to do", async () => {
    await crash("1.0.0");
    const { status, body } = await api.call("DELETE", `${root}1.0.0/`);
    expect([status, body.detail]).toEqual([
      400,
      "This release is referenced by active issues and cannot be removed. One issue was first seen in it. Archive it instead.",
    ]);
    expect((await api.call("GET", `${root}1.0.0/`)).status).toBe(200);
  });
});

test("an issue that the release resolved stays resolved", async () => {
  await addRepository(api, "SHOP/web");
  await crash("0.9.0");
  const commit = { id: "a".repeat(40), repository: "SHOP/web", message: "Fixes SHOP-1" };
  await create("1.0.0", { commits: [commit] });
  const issue = "/api/0/organizations/acme/issues/SHOP-1/";
  expect((await api.call("GET", issue)).body.statusDetails).toEqual({ inRelease: "1.0.0" });
  expect((await api.call("DELETE", `${RELEASES}1.0.0/`)).status).toBe(204);
  const { body } = await api.call("GET", issue);
  expect([body.status, body.statusDetails]).toEqual(["resolved", {}]);
});

test("an archived release leaves the list, is found by its status, and comes back", async () => {
  await create("1.0.0");
  await create("1.0.0", { projects: [], status: "archived" });
  const list = async (query: string) => (await api.call("GET", `${RELEASES}${query}`)).body;
  expect(await list("")).toEqual([]);
  expect(await list("?status=archived")).toMatchObject([{ version: "1.0.0", status: "archived" }]);
  await create("1.0.0", { projects: [], status: "open" });
  expect(await list("")).toMatchObject([{ version: "1.0.0", status: "open" }]);
  expect(await list("?status=lost")).toMatchObject({ status: [expect.stringContaining("open")] });
});
