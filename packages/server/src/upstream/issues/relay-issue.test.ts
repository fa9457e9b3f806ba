import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "../../../test/enqueue.ts";
import { type Relaying, startRelaying } from "../../../test/relaying.ts";
import { releasesOf } from "../../../test/releases-of.ts";
import { standBefore } from "../../../test/stand-before.ts";
import { addRepository, reportMessage } from "../../../test/start-api.ts";
import { findRecordedCommits } from "../../commits/commit-store.ts";
import { recordCommits } from "../../commits/record-commits.ts";
import type { ResolveOn } from "../../db/schema.ts";
import { givenCommitSource } from "../../releases/given-commits.ts";
import { enqueueRelayIssues } from "./enqueue-relay-issues.ts";
import { makeSending } from "./issue-progress-store.ts";
import { listRelayedIssues, type RelayedIssue } from "./relayed-issue-store.ts";

const ISSUE = "/api/0/organizations/acme/issues/SHOP-1/";

let relaying: Relaying;
let repository: { id: number; organizationId: number };

beforeEach(async () => {
  relaying = await startRelaying();
  const { theirs, ours } = relaying;
  repository = await addRepository(ours, "SHOP/web");
  const { body: keys } = await theirs.call("GET", "/api/0/projects/acme/shop/keys/");
  const project = { id: keys[0].projectId, publicKey: keys[0].public };
  await reportMessage(theirs, project, "disk full");
});
afterEach(() => relaying.close());

const theirs = releasesOf(() => relaying.theirs);

/** A commit arrives by a push. */
async function push(
  sha: string,
  message: string,
  {
    resolveOn = "default-branch",
    onDefaultBranch = true,
    to = repository,
  }: Partial<PushOptions> = {},
) {
  const { db } = relaying.ours;
  const source = givenCommitSource([{ sha, message, files: [], authoredAt: 1 }]);
  const deps = { db, enqueue, publicUrl: "https://ours.example.com" };
  await recordCommits(deps, to, source, { until: sha });
  const commits = [...(await findRecordedCommits(db, to.id, [sha])).values()];
  const { organizationId } = repository;
  const pushed = { organizationId, resolveOn, onDefaultBranch, commits };
  return db.transaction().execute((trx) => enqueueRelayIssues(enqueue, trx, pushed));
}

interface PushOptions {
  resolveOn: ResolveOn;
  onDefaultBranch: boolean;
  to: typeof repository;
}

const SHA = "a".repeat(40);

async function issueThere() {
  return (await relaying.theirs.call("GET", ISSUE)).body;
}

async function relayed() {
  const page = { from: undefined, backwards: false, limit: 10 };
  const { organizationId, db } = relaying.ours;
  return listRelayedIssues(db, organizationId, { page });
}

test("an issue that a push names is resolved at the upstream, in the next release if there are any", async () => {
  await theirs.create("1.0.0");
  await push(SHA, "Fixes SHOP-1");
  await relaying.work();
  expect(await issueThere()).toMatchObject({
    status: "resolved",
    statusDetails: { inNextRelease: true },
  });
  expect(await relayed()).toMatchObject([
    { issue: "SHOP-1", sha: SHA, repository: "SHOP/web", state: "sent", attempts: 1 },
  ]);
});

test("where the project has no releases, it is resolved plainly", async () => {
  await push(SHA, "Fixes SHOP-1");
  await relaying.work();
  expect(await issueThere()).toMatchObject({ status: "resolved", statusDetails: {} });
});

test.each<[Partial<PushOptions>, number]>([
  [{ resolveOn: "default-branch", onDefaultBranch: false }, 0],
  [{ resolveOn: "any-branch", onDefaultBranch: false }, 1],
  [{ resolveOn: "release", onDefaultBranch: true }, 0],
])("the policy decides: %j makes %i due", async (options, due) => {
  expect(await push(SHA, "Fixes SHOP-1", options)).toBe(due);
  expect(await relayed()).toMatchObject([{ state: due > 0 ? "pending" : "waiting" }]);
});

test("a name that is no issue there is left alone, and says so", async () => {
  await push(SHA, "Fixes JIRA-77");
  await relaying.work();
  expect(await relayed()).toMatchObject([
    { issue: "JIRA-77", state: "skipped", reason: "Sentry has no issue JIRA-77." },
  ]);
});

test("one that is deleted there while we ask for it is left alone", async () => {
  await standBefore(relaying, ({ method }, response) => {
    if (method !== "PUT") return false;
    response.writeHead(404, { "content-type": "application/json" });
    response.end(JSON.stringify({ detail: "The requested resource does not exist" }));
    return true;
  });
  await push(SHA, "Fixes SHOP-1");
  await relaying.work();
  expect(await relayed()).toMatchObject([
    { state: "skipped", reason: "Sentry has no issue SHOP-1 any more." },
  ]);
});

test("one that waits when the upstream is disconnected is skipped", async () => {
  await push(SHA, "Fixes SHOP-1");
  await relaying.ours.call("DELETE", "/api/0/organizations/acme/upstream/");
  await relaying.work();
  expect(await relayed()).toMatchObject([
    { state: "skipped", reason: "The upstream was disconnected before it was sent." },
  ]);
});

test("an issue that a person opens again stays open when the push comes once more", async () => {
  await push(SHA, "Fixes SHOP-1");
  await relaying.work();
  await relaying.theirs.call("PUT", ISSUE, { status: "unresolved" });
  expect(await push(SHA, "Fixes SHOP-1")).toBe(0);
  await relaying.work();
  expect(await issueThere()).toMatchObject({ status: "unresolved" });
});

test("one that was opened again between our question and its answer stays open", async () => {
  await push(SHA, "Fixes SHOP-1");
  const [named] = await relayed();
  await makeSending(relaying.ours.db, named as RelayedIssue);
  await relaying.theirs.call("PUT", ISSUE, { status: "resolved" });
  await relaying.theirs.call("PUT", ISSUE, { status: "unresolved" });
  await relaying.work();
  expect(await issueThere()).toMatchObject({ status: "unresolved" });
  expect(await relayed()).toMatchObject([{ state: "skipped" }]);
});

test("what was asked for and arrived, but was not heard, is not asked for again", async () => {
  await push(SHA, "Fixes SHOP-1");
  const [named] = await relayed();
  await makeSending(relaying.ours.db, named as RelayedIssue);
  await relaying.theirs.call("PUT", ISSUE, { status: "resolved" });
  const before = (await issueThere()).activity.length;
  await relaying.work();
  expect(await relayed()).toMatchObject([{ state: "sent" }]);
  expect((await issueThere()).activity).toHaveLength(before);
});

test("the newest commit of a push resolves, and an older one never takes its turn", async () => {
  await push(SHA, "Fixes SHOP-1");
  await push("b".repeat(40), "Fixes SHOP-1 at last");
  await relaying.work();
  const states = (await relayed()).map(({ state, reason }) => `${state} ${reason}`);
  expect(states.toSorted()).toEqual(["sent null", "skipped It is resolved already."]);
});

test("the release with the commit makes of it what Sentry makes of it", async () => {
  await theirs.create("1.0.0");
  await push(SHA, "Fixes SHOP-1");
  await relaying.work();
  const ours = releasesOf(() => relaying.ours);
  const commit = { id: SHA, repository: "SHOP/web", message: "Fixes SHOP-1" };
  await ours.create("1.1.0", { commits: [commit] });
  await relaying.work();
  expect(await issueThere()).toMatchObject({
    status: "resolved",
    statusDetails: { inRelease: "1.1.0" },
  });
});

test("a commit that comes in a fork as well resolves nothing anew", async () => {
  await push(SHA, "Fixes SHOP-1");
  await relaying.work();
  await relaying.theirs.call("PUT", ISSUE, { status: "unresolved" });
  const fork = await addRepository(relaying.ours, "SHOP/fork");
  expect(await push(SHA, "Fixes SHOP-1", { to: fork })).toBe(0);
  await relaying.work();
  expect(await issueThere()).toMatchObject({ status: "unresolved" });
  const [forked, first] = await relayed();
  expect(forked).toMatchObject({ repository: "SHOP/fork", state: "sent", askedAt: first?.askedAt });
});

test("where it waits, the fork's push has it resolved, unless somebody opened it since", async () => {
  await push(SHA, "Fixes SHOP-1", { onDefaultBranch: false });
  await relaying.theirs.call("PUT", ISSUE, { status: "resolved" });
  await relaying.theirs.call("PUT", ISSUE, { status: "unresolved" });
  const fork = await addRepository(relaying.ours, "SHOP/fork");
  expect(await push(SHA, "Fixes SHOP-1", { to: fork })).toBe(1);
  await relaying.work();
  expect(await relayed()).toMatchObject([
    { state: "skipped", reason: "It was opened again since the commit came." },
    { state: "waiting" },
  ]);
});
