import { afterEach, beforeEach, expect, test } from "vitest";
import { addIssue } from "../../test/add-issue.ts";
import { enqueue } from "../../test/enqueue.ts";
import { addIntegration, addOrganization, addRepository } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import { recordCommits } from "../commits/record-commits.ts";
import type { Database } from "../db/database.ts";
import { deleteRepository } from "../integrations/link-store.ts";
import { listActivities } from "../issues/activity-store.ts";
import { setIssueStatus } from "../issues/issue-store.ts";
import { applyGivenCommits } from "../releases/apply-release-commits.ts";
import { givenCommitSource } from "../releases/given-commits.ts";
import { addReleaseProjects, ensureRelease } from "../releases/release-store.ts";
import { resolveByPush } from "./apply-resolutions.ts";

const SHA = "a".repeat(40);
/** The project of the issue. */
const PROJECT = 1;
const COMMIT = { commit: SHA, repository: "SHOP/storefront" };

let db: Database;
let integrationId: number;
let issueId: number;

beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
  integrationId = await addIntegration(db);
  issueId = await addIssue(db);
});

afterEach(() => db.destroy());

const link = () =>
  addRepository(db, { integrationId, slug: "storefront", externalId: "9", secret: "s" });

async function record(repositoryId: number) {
  const source = givenCommitSource([
    { sha: SHA, message: "Fixes WEB-1", authoredAt: 1, files: [] },
  ]);
  const deps = { db, publicUrl: "http://localhost", enqueue };
  const owner = { id: repositoryId, organizationId: 1 };
  const commits = await recordCommits(deps, owner, source, { until: SHA });
  if (commits === "unknown") throw new Error("The commit is not recorded");
  return commits;
}

/** The commit reaches the default branch. @returns how many issues that resolves */
async function push(repositoryId: number): Promise<number> {
  const commits = await record(repositoryId);
  const push = { resolveOn: "default-branch" as const, onDefaultBranch: true, commits };
  return db.transaction().execute((trx) => resolveByPush(trx, push));
}

/** What a person does who finds that it is not fixed. */
const reopen = () =>
  setIssueStatus(db, issueId, { status: "unresolved", substatus: "ongoing", resolvedAt: null });

/** Oldest first. */
const told = async () =>
  (await listActivities(db, issueId)).toReversed().map(({ type, data }) => [type, data]);

test("a commit that comes back with its repository, which was linked again, is told once", async () => {
  const id = await link();
  await push(id);
  await deleteRepository(db, id);
  await push(await link());
  expect(await told()).toEqual([
    ["referenced_in_commit", COMMIT],
    ["set_resolved_in_commit", COMMIT],
  ]);
});

test("a commit that comes back does not resolve what was reopened since", async () => {
  const id = await link();
  expect(await push(id)).toBe(1);
  await reopen();
  await deleteRepository(db, id);
  expect(await push(await link())).toBe(0);
});

test("a commit that comes back does not resolve what its release had resolved before", async () => {
  const { release } = await ensureRelease(db, 1, "1.0");
  await addReleaseProjects(db, release.id, [PROJECT]);
  const id = await link();
  const commits = await record(id);
  await applyGivenCommits({ db, enqueue }, release, { heads: [], commits });
  expect(await told()).toContainEqual(["set_resolved_in_release", { version: "1.0", ...COMMIT }]);
  await reopen();
  await deleteRepository(db, id);
  expect(await push(await link())).toBe(0);
});
