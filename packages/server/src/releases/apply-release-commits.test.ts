import { afterEach, beforeEach, expect, test } from "vitest";
import { addOrganization } from "../../test/linked-repository.ts";
import { enqueue } from "../../test/enqueue.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import { findRecordedCommits, type RecordedCommit } from "../commits/commit-store.ts";
import { recordCommits } from "../commits/record-commits.ts";
import type { Database } from "../db/database.ts";
import { ensureKnownRepository } from "../integrations/known-repository-store.ts";
import { applyGivenCommits } from "./apply-release-commits.ts";
import { applyReleaseDeletion } from "./apply-release-deletion.ts";
import { givenCommitSource } from "./given-commits.ts";
import { listReleaseCommits } from "./release-commit-store.ts";
import { ensureRelease, findReleaseById, type Release } from "./release-store.ts";

const SHA = "a".repeat(40);

let db: Database;
let release: Release;
let repositoryId: number;
let commit: RecordedCommit;

beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
  ({ release } = await ensureRelease(db, 1, "1.0.0"));
  const repository = await ensureKnownRepository(db, 1, "SHOP/web");
  repositoryId = repository.id;
  const source = givenCommitSource([{ sha: SHA, message: "one", authoredAt: 1, files: [] }]);
  const deps = { db, publicUrl: "http://localhost", enqueue };
  await recordCommits(deps, repository, source, { until: SHA });
  const recorded = (await findRecordedCommits(db, repositoryId, [SHA])).get(SHA);
  if (!recorded) throw new Error("The commit is not recorded");
  commit = recorded;
});

afterEach(() => db.destroy());

const heads = () => [{ repositoryId, sha: SHA, previousSha: null }];
const page = { from: undefined, backwards: false, limit: 10 };

test("what interrupts a replacement leaves the commits that were there", async () => {
  expect(
    await applyGivenCommits({ db, enqueue }, release, { heads: heads(), commits: [commit] }),
  ).toBe(true);
  const before = await findReleaseById(db, release.id);
  const commits = [commit, { ...commit, id: commit.id + 1 }];
  await expect(applyGivenCommits({ db, enqueue }, release, { heads: [], commits })).rejects.toThrow(
    /foreign key/i,
  );
  expect(await listReleaseCommits(db, release.id, page)).toEqual([{ id: commit.id, position: 0 }]);
  expect(await findReleaseById(db, release.id)).toEqual(before);
});

test("a release that was deleted gets nothing", async () => {
  await applyReleaseDeletion(db, release.id);
  expect(
    await applyGivenCommits({ db, enqueue }, release, { heads: heads(), commits: [commit] }),
  ).toBe(false);
  expect(await listReleaseCommits(db, release.id, page)).toEqual([]);
});
