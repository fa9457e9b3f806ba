import { afterEach, beforeEach, expect, test } from "vitest";
import { RELEASES, releasesOf } from "../../../test/releases-of.ts";
import {
  addProject,
  addRepository,
  reportMessage,
  startApi,
  type TestApi,
} from "../../../test/start-api.ts";

const ISSUE = "/api/0/organizations/acme/issues/SHOP-1/";
const [OLD = "", MIDDLE = "", NEW = ""] = ["0a", "1b", "2c"].map((digits) => digits.repeat(20));

let api: TestApi;
let project: { id: number; publicKey: string };

beforeEach(async () => {
  api = await startApi();
  project = await addProject(api, "shop");
  await addRepository(api, "SHOP/web");
});

afterEach(() => api.close());

const releases = releasesOf(() => api);

/** Records commits of the first days of May, as if they came with a release of another project. */
async function record(...shas: string[]): Promise<void> {
  const commits = shas.map((id) => ({
    id,
    repository: "SHOP/web",
    timestamp: `2026-05-0${[OLD, MIDDLE, NEW].indexOf(id) + 1}T10:00:00Z`,
  }));
  const body = { version: `other of ${shas.join()}`.slice(0, 200), projects: ["other"], commits };
  await api.call("POST", RELEASES, body);
}

const report = (release: string) => reportMessage(api, project, "boom", { release });

const get = async (version: string) => (await releases.get(version)).body;

test("an old build that is heard of late does not re-open what the next release resolves", async () => {
  await addProject(api, "other");
  await record(OLD, MIDDLE, NEW);
  await report(MIDDLE);
  await api.call("PUT", ISSUE, { status: "resolvedInNextRelease" });
  await report(OLD);
  expect((await api.call("GET", ISSUE)).body).toMatchObject({
    status: "resolved",
    statusDetails: { inNextRelease: true },
  });
  await report(NEW);
  expect((await api.call("GET", ISSUE)).body.status).toBe("unresolved");
});

test("releases named for commits are listed by their commits, however late we heard", async () => {
  await addProject(api, "other");
  await record(OLD, MIDDLE, NEW);
  for (const sha of [MIDDLE, NEW, `shop@${OLD}`]) await report(sha);
  const { body } = await api.call("GET", `${RELEASES}?project=${project.id}`);
  expect(body.map((release: { version: string }) => release.version)).toEqual([
    NEW,
    MIDDLE,
    `shop@${OLD}`,
  ]);
});

test("a release has the commit that it is named for, from the beginning or from when it comes", async () => {
  await addProject(api, "other");
  await record(OLD);
  await report(OLD);
  expect(await get(OLD)).toMatchObject({ ref: OLD, lastCommit: { id: OLD }, commitCount: 0 });
  await report(NEW.slice(0, 9));
  expect(await get(NEW.slice(0, 9))).toMatchObject({ ref: null, lastCommit: null });
  await record(NEW);
  expect(await get(NEW.slice(0, 9))).toMatchObject({ ref: NEW, lastCommit: { id: NEW } });
  const jobs = await api.db.selectFrom("jobs").select("kind").execute();
  expect(jobs.map((job) => job.kind)).toContain("fetch-release-commits");
});

test("a ref that somebody gives goes before the commit", async () => {
  await addProject(api, "other");
  await record(OLD);
  await report(OLD);
  await api.call("POST", RELEASES, { version: OLD, projects: ["shop"], ref: "main" });
  expect(await get(OLD)).toMatchObject({ ref: "main", lastCommit: { id: OLD } });
});
