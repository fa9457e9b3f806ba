import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, reportMessage, startApi, type TestApi } from "../../../test/start-api.ts";

const ISSUES = "/api/0/organizations/acme/issues/";

let api: TestApi;

/** An issue of an old release, one of it and the latest, and one of the latest. */
beforeEach(async () => {
  api = await startApi();
  const shop = await addProject(api, "shop");
  const report = (message: string, release: string) =>
    reportMessage(api, shop, message, { release });
  await report("one", "1");
  await report("two", "1");
  await report("two", "2");
  await report("three", "2");
});

afterEach(() => api.close());

const find = async (query: string) => {
  const path = `${ISSUES}?sort=new&query=${encodeURIComponent(query)}`;
  const { status, body } = await api.call("GET", path);
  return status === 200
    ? body.map((issue: { title: string }) => issue.title).toSorted()
    : [status, body.detail];
};

/** Each with a release of its own. */
async function addProjects(count: number): Promise<void> {
  const { db, organizationId } = api;
  const made = { organizationId, createdAt: Date.now() };
  const released = { ...made, status: "open", commitsState: "done" } as const;
  const numbers = Array.from({ length: count }, (_, n) => 1_000 + n);
  const projects = numbers.map((id) => ({ ...made, id, slug: `p${id}`, name: "p" }));
  const releases = numbers.map((id) => ({ ...released, id, version: `p@${id}` }));
  const both = numbers.map((id) => ({ releaseId: id, projectId: id }));
  await db.insertInto("projects").values(projects).execute();
  await db.insertInto("releases").values(releases).execute();
  await db.insertInto("releaseProjects").values(both).execute();
}

test("the latest releases of as many projects as there are can be searched for", async () => {
  await addProjects(1_200);
  expect(await find("release:latest")).toEqual(["three", "two"]);
  expect(await find("!release:latest")).toEqual(["one"]);
  expect(await find("firstRelease:latest")).toEqual(["three"]);
  expect(await find("release:[latest,1]")).toEqual(["one", "three", "two"]);
  const often = Array.from({ length: 100 }, () => "latest").join();
  expect(await find(`release:[${often}]`)).toEqual(["three", "two"]);
});

test("a search that is for too many latest releases is refused", async () => {
  await addProjects(1_200);
  const terms = Array.from({ length: 40 }, (_, n) => `release:[latest,${n}]`).join(" ");
  expect(await find(terms)).toEqual([400, expect.stringContaining("release:latest")]);
});

test("no release is the latest where there is none", async () => {
  await api.db.deleteFrom("releases").execute();
  expect(await find("release:latest")).toEqual([]);
  expect(await find("!firstRelease:latest")).toHaveLength(3);
});
