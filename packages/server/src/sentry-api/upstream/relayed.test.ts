import { afterEach, beforeEach, expect, test } from "vitest";
import { type Relaying, startRelaying } from "../../../test/relaying.ts";
import { releasesOf } from "../../../test/releases-of.ts";
import { sentCommits } from "../../../test/sent-commits.ts";
import { addRepository } from "../../../test/start-api.ts";

const UPSTREAM = "/api/0/organizations/acme/upstream/";
const RULES = "/api/0/projects/acme/shop/completion-rules/";

let relaying: Relaying;

beforeEach(async () => {
  relaying = await startRelaying();
});
afterEach(() => relaying.close());

const ours = releasesOf(() => relaying.ours);
const theirs = releasesOf(() => relaying.theirs);
const call = (method: string, path: string, body?: unknown) =>
  relaying.ours.call(method, path, body);

test("what became of releases and issues is listed, by state, and can be tried again", async () => {
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  const sent = await call("GET", `${UPSTREAM}releases/?state=sent`);
  expect(sent.body).toMatchObject([
    { version: "1.0.0", origin: "asked", state: "sent", commitCount: 2, notes: [] },
  ]);
  expect((await call("GET", `${UPSTREAM}releases/?state=failed`)).body).toEqual([]);
  const replayed = await call("POST", `${UPSTREAM}releases/1.0.0/replay/`);
  expect(replayed.body).toMatchObject({ state: "pending" });
  await relaying.work();
  expect((await theirs.get("1.0.0")).body).toMatchObject({ commitCount: 2 });

  const issues = await call("GET", `${UPSTREAM}issues/`);
  expect(issues.body).toMatchObject([
    { issue: "SHOP-1", repository: "SHOP/web", state: "waiting", answer: null },
  ]);
});

test("a release without commits has nothing to send, and what waits is not replayed", async () => {
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  const [named] = (await call("GET", `${UPSTREAM}issues/`)).body;
  expect((await call("POST", `${UPSTREAM}issues/${named.id}/replay/`)).status).toBe(409);
  expect((await call("POST", `${UPSTREAM}issues/99999999999/replay/`)).status).toBe(400);
  await ours.create("2.0.0");
  expect((await call("POST", `${UPSTREAM}releases/2.0.0/replay/`)).body).toEqual({
    detail: expect.stringContaining("no commits here"),
  });
});

test("the rules of a project are kept, and tried on its newest releases", async () => {
  expect((await call("GET", RULES)).body).toEqual({
    by: ["sha", "tag", "deploy"],
    repositories: null,
  });
  const { id } = await addRepository(relaying.ours, "SHOP/web");
  const tag = { repositoryId: id, ref: "refs/tags/v1.0.0", sha: "a".repeat(40) };
  await relaying.ours.db.insertInto("repositoryRefs").values(tag).execute();
  for (const version of ["shop@1.0.0", "shop@2.0.0"]) await theirs.create(version);
  await theirs.put("shop@2.0.0", { commits: sentCommits("OTHER/app") });
  const preview = async () => (await call("GET", `${RULES}preview/`)).body;
  expect(await preview()).toMatchObject([
    { version: "shop@2.0.0", wouldBeCompleted: false, reason: "It has commits already." },
    {
      version: "shop@1.0.0",
      wouldBeCompleted: true,
      reason: null,
      by: { kind: "tag", name: "v1.0.0", from: "version" },
      repositories: ["SHOP/web"],
    },
  ]);
  const rules = { by: ["sha"], repositories: [String(id)] };
  expect((await call("PUT", RULES, rules)).body).toEqual(rules);
  expect((await call("GET", RULES)).body).toEqual(rules);
  expect(await preview()).toMatchObject([
    { wouldBeCompleted: false },
    {
      wouldBeCompleted: false,
      reason: "Its version names no commit and no tag, nor does its ref.",
    },
  ]);
});

test.each([
  [{ by: ["luck"] }, "by"],
  [{ by: ["sha"], repositories: [77] }, "repositories"],
])("rules that cannot be are refused: %j", async (rules, field) => {
  const { status, body } = await call("PUT", RULES, rules);
  expect([status, Object.keys(body)]).toEqual([400, [field]]);
});
