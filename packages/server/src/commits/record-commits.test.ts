import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { enqueue } from "../../test/enqueue.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import { addIntegration, addOrganization, addRepository } from "../../test/linked-repository.ts";
import type { Database } from "../db/database.ts";
import { ensureRelease, findReleaseById } from "../releases/release-store.ts";
import { recordCommits } from "./record-commits.ts";
import type { CommitSource, SourceCommit } from "./types.ts";

let db: Database;
let owner: { id: number; organizationId: number };

beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
  const integrationId = await addIntegration(db);
  const linked = { integrationId, slug: "storefront", externalId: "9", secret: "s" };
  owner = { id: await addRepository(db, linked), organizationId: 1 };
});

afterEach(() => db.destroy());

const person = { name: "Ann", email: "ann@example.com" };

function commit(n: number, message = `number ${n}`): SourceCommit {
  const sha = n.toString(16).padStart(40, "0");
  const at = { authoredAt: n, committedAt: n };
  return { sha, message, author: person, committer: person, ...at, parents: [] };
}

/** A host that tells these commits, newest first, and answers for files when it is let. */
function hostOf(commits: SourceCommit[], mayAnswer = Promise.resolve()): CommitSource {
  return {
    getDefaultBranch: () => Promise.resolve("refs/heads/main"),
    resolveCommit: () => Promise.resolve(undefined),
    listCommits: () => Promise.resolve(iterate(commits)),
    async *getPatchSets(shas) {
      await mayAnswer;
      for (const sha of shas) yield { sha, files: [{ path: sha, type: "A" }], truncated: false };
    },
  };
}

async function* iterate<T>(values: T[]) {
  await Promise.resolve();
  yield* values;
}

const deps = () => ({ db, publicUrl: "http://localhost", enqueue });

const record = (source: CommitSource, limit?: number) =>
  recordCommits(deps(), owner, source, { until: "refs/heads/main", limit });

const commits = Array.from({ length: 250 }, (_, n) => commit(250 - n));

test("two that record the same range at the same time both get all of it", async () => {
  let answer: (() => void) | undefined;
  const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
  // The slow one has asked for what is missing before the quick one records it.
  const slow = record(hostOf(commits, mayAnswer));
  const quick = await record(hostOf(commits));
  answer?.();
  expect(await slow).toEqual(quick);
  expect(quick).toHaveLength(250);
});

test("recording again changes nothing and asks for no files", async () => {
  const first = await record(hostOf(commits));
  const askedFor: string[][] = [];
  const host = hostOf(commits);
  const again = await record({
    ...host,
    getPatchSets(shas) {
      askedFor.push(shas);
      return host.getPatchSets(shas);
    },
  });
  expect(again).toEqual(first);
  expect(askedFor.flat()).toEqual([]);
});

test("what arrived before the host failed is kept, and not asked for again", async () => {
  const askedFor: string[] = [];
  const failing: CommitSource = {
    ...hostOf(commits),
    async *getPatchSets(shas) {
      for (const sha of shas.slice(0, 60)) {
        askedFor.push(sha);
        yield { sha, files: [{ path: sha, type: "A" }], truncated: false };
      }
      if (shas.length > 60) throw new Error("Bitbucket is away");
    },
  };
  await expect(record(failing)).rejects.toThrow("Bitbucket is away");
  await expect(record(failing)).rejects.toThrow("Bitbucket is away");
  expect(new Set(askedFor).size).toBe(askedFor.length);
  expect(await record(failing)).toHaveLength(250);
});

test("the newest are taken first, up to the limit", async () => {
  const recorded = await record(hostOf(commits), 120);
  const newest = commits.slice(0, 120).map(({ sha }) => ({ sha }));
  expect(recorded).toMatchObject(newest);
});

test("what no database keeps is taken out of messages, people and paths, and the rest is kept", async () => {
  const odd = {
    ...commit(1, "Fi\0xes SHOP-1 \uD83D"),
    author: { name: "A\0nn", email: "ann\0@example.com" },
  };
  const files = [
    { path: "src/\0a.ts", type: "A" as const },
    { path: "src/a.ts", type: "M" as const },
    { path: "\uD800.ts", type: "D" as const },
  ];
  await record({
    ...hostOf([odd, commit(2)]),
    getPatchSets: (shas) => iterate(shas.map((sha) => ({ sha, files, truncated: false }))),
  });
  const [recorded] = await db
    .selectFrom("commits")
    .innerJoin("commitAuthors", "commitAuthors.id", "commits.authorId")
    .select(["commits.id", "message", "name", "email"])
    .orderBy("authoredAt")
    .execute();
  expect(recorded).toMatchObject({
    message: "Fixes SHOP-1 \uFFFD",
    name: "Ann",
    email: "ann@example.com",
  });
  const paths = db.selectFrom("commitFiles").select("path").orderBy("path");
  expect(await paths.where("commitId", "=", recorded?.id ?? 0).execute()).toEqual([
    { path: "src/a.ts" },
    { path: "\uFFFD.ts" },
  ]);
});

describe("a release that was named for a commit before it came", () => {
  const sha = "4e17c13d".repeat(5);
  const host = () => hostOf([{ ...commit(1), sha }]);

  test("is tied to it, and has its commits fetched", async () => {
    const { release } = await ensureRelease(db, 1, `shop@${sha}`);
    await record(host());
    const recorded = await db.selectFrom("commits").select("id").executeTakeFirstOrThrow();
    expect(await findReleaseById(db, release.id)).toMatchObject({ commitId: recorded.id });
    const jobs = await db.selectFrom("jobs").select("kind").execute();
    expect(jobs).toEqual([{ kind: "fetch-release-commits" }]);
  });

  test("keeps a crash from losing that: the commit is recorded with the tie or not at all", async () => {
    const { release } = await ensureRelease(db, 1, sha);
    const crashing = { ...deps(), enqueue: () => Promise.reject(new Error("no more room")) };
    const recording = recordCommits(crashing, owner, host(), { until: sha });
    await expect(recording).rejects.toThrow("no more room");
    expect(await db.selectFrom("commits").select("id").execute()).toEqual([]);
    expect(await findReleaseById(db, release.id)).toMatchObject({ commitId: null });
  });
});
