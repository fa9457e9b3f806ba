import { afterEach, beforeEach, expect, test } from "vitest";
import { addIntegration, addOrganization, addRepository } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { getRepository, type Repository } from "../integrations/repository-store.ts";
import { processPush } from "./process-push.ts";
import { findRecordedRefs } from "./ref-store.ts";
import type { Enqueue } from "../jobs/types.ts";
import type { CommitSource, RefChange, SourceCommit } from "./types.ts";

const MAIN = "refs/heads/main";
const OLD = "a".repeat(40);
const person = { name: "Ann", email: "ann@example.com" };

let db: Database;
let repository: Repository;

beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
  const integrationId = await addIntegration(db);
  const linked = { integrationId, slug: "storefront", externalId: "9", secret: "s" };
  repository = await getRepository(db, await addRepository(db, linked));
});

afterEach(() => db.destroy());

const shaOf = (n: number) => n.toString(16).padStart(40, "0");

function commit(n: number): SourceCommit {
  const at = { authoredAt: n, committedAt: n };
  const message = `number ${n}`;
  return { sha: shaOf(n), message, author: person, committer: person, ...at, parents: [] };
}

/** A host with one range of commits. */
function hostOf(commits: AsyncIterable<SourceCommit>): CommitSource {
  return {
    getDefaultBranch: () => Promise.resolve(MAIN),
    resolveCommit: () => Promise.resolve(undefined),
    listCommits: () => Promise.resolve(commits),
    async *getPatchSets(shas) {
      await Promise.resolve();
      for (const sha of shas) yield { sha, files: [], truncated: false };
    },
  };
}

const countRecorded = async () => (await db.selectFrom("commits").select("id").execute()).length;

const update = (toSha: string): RefChange => ({
  ref: MAIN,
  refType: "branch",
  type: "update",
  fromSha: OLD,
  toSha,
});

/** Nothing of this test makes work. */
const enqueue: Enqueue = () => Promise.resolve();

/** Nobody else is at work on the repository. */
const holdLane = () => Promise.resolve();

const push = (source: CommitSource, ...refChanges: RefChange[]) =>
  processPush({ db, enqueue, holdLane, publicUrl: "http://localhost" }, repository, source, {
    refChanges,
    defaultBranch: MAIN,
    receivedAt: 0,
  });

test("of a push of any size no more is asked for than the page that is recorded next", async () => {
  let furthestAhead = 0;
  async function* many() {
    for (let n = 2_500; n > 0; n--) {
      const asked = 2_500 - n + 1;
      if (asked % 50 === 0)
        furthestAhead = Math.max(furthestAhead, asked - (await countRecorded()));
      yield commit(n);
    }
  }
  const { commits } = await push(hostOf(many()), update(shaOf(2_500)));
  expect(commits).toBe(2_500);
  expect(await countRecorded()).toBe(2_500);
  expect(furthestAhead).toBeLessThanOrEqual(100);
});

test("a push that was cut off moves no ref, and what it had recorded stays", async () => {
  async function* breaking() {
    for (let n = 150; n > 0; n--) {
      await Promise.resolve();
      if (n === 10) throw new Error("Bitbucket is away");
      yield commit(n);
    }
  }
  await expect(push(hostOf(breaking()), update(shaOf(150)))).rejects.toThrow("Bitbucket is away");
  expect(await countRecorded()).toBe(100);
  expect((await findRecordedRefs(db, repository.id)).size).toBe(0);
});

test("that a push before this one is missing is told", async () => {
  async function* one() {
    await Promise.resolve();
    yield commit(1);
  }
  const first = { ...update(OLD), type: "add" as const, fromSha: "0".repeat(40) };
  expect(await push(hostOf(one()), first)).toMatchObject({ isInOrder: true });
  expect(await push(hostOf(one()), update(shaOf(1)))).toMatchObject({ isInOrder: true });
  expect(await push(hostOf(one()), update(shaOf(2)))).toMatchObject({ isInOrder: false });
});
