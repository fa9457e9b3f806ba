import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connectWithAccessToken, linkRepository } from "./world/connect.ts";
import { type CreatedRepository, createRepository } from "./world/create-repository.ts";
import { git } from "./world/git.ts";
import { getIssue } from "./world/issue.ts";
import { pushesDone } from "./world/pushes-done.ts";
import { createProject, reportCrash } from "./world/report-crash.ts";
import { runProgram } from "./world/run-program.ts";
import { changeDatabase, queryDatabase } from "./world/service-database.ts";
import { startTestWorld } from "./world/start-test-world.ts";
import type { World } from "./world/start-world.ts";

let world: World;
let integrationId: string;
let repositories = 0;
let repository: CreatedRepository;
let repositoryId: string;
let clone: string;

beforeAll(async () => {
  world = await startTestWorld();
  // A token that may administer nothing is refused.
  await createRepository(world, "SHOP", "first");
  integrationId = await connectWithAccessToken(world);
});

afterAll(() => world.close());

beforeEach(async () => {
  repository = await createRepository(world, "SHOP", `repo-${++repositories}`);
  ({ clone } = repository);
  repositoryId = await linkRepository(world, integrationId, `SHOP/${repository.slug}`);
});

/** Commits a change of one file. @returns the sha */
async function commit(message: string, file = "a.txt", content = message): Promise<string> {
  await writeFile(join(clone, file), content);
  await git(clone, "add", "--all");
  await git(clone, "commit", "--quiet", "-m", message);
  return git(clone, "rev-parse", "HEAD");
}

/** Commits many times on main, all at once. */
async function addCommits(count: number): Promise<void> {
  const person = "Ann Example <ann@example.com> 1767225600 +0000";
  const commits = Array.from({ length: count }, (_, n) => {
    const message = `number ${n}`;
    const parent = n === 0 ? "from refs/heads/main^0\n" : "";
    return `commit refs/heads/main\ncommitter ${person}\ndata ${message.length}\n${message}\n${parent}M 644 inline a.txt\ndata ${message.length}\n${message}\n`;
  });
  const file = join(world.folder, "commits");
  await writeFile(file, commits.join(""));
  await runProgram("sh", ["-c", `git fast-import --quiet < '${file}'`], { cwd: clone });
}

interface CommitRow {
  id: number;
  sha: string;
  is_merge: number;
}

const recorded = () =>
  queryDatabase<CommitRow>(
    world,
    "select id, sha, is_merge from commits where repository_id = ?",
    repositoryId,
  );

const recordedShas = async () => (await recorded()).map((row) => row.sha);

async function filesOf(sha: string): Promise<string[]> {
  const rows = await queryDatabase<{ change: string }>(
    world,
    "select type || ' ' || path as change from commit_files where commit_id = (select id from commits where sha = ?) order by path",
    sha,
  );
  return rows.map((row) => row.change);
}

const settled = () => pushesDone(world, repositoryId);

/** A repository that was just linked is compared with Bitbucket within seconds: that would bring what is lost. */
async function compareLater(): Promise<void> {
  await settled();
  await changeDatabase(world, "update reconciles set next_at = ?", Date.now() + 600_000);
  await settled();
}

const deliveries = () =>
  queryDatabase<{ state: string; reason: string | null }>(
    world,
    "select state, reason from deliveries where repository_id = ? order by id",
    repositoryId,
  );

async function push(...args: string[]): Promise<void> {
  await git(clone, "push", "--quiet", "origin", ...args);
  await settled();
}

test("a push to the default branch records its commits, authors and changed files", async () => {
  await commit("Add two", "a.txt", "one\ntwo\nthree\nfour\n");
  await git(clone, "mv", "a.txt", "b.txt");
  const sha = await commit("Move one", "c.txt", "new");
  await push("main");
  expect(await recordedShas()).toContain(sha);
  expect(await filesOf(sha)).toEqual(["D a.txt", "A b.txt", "A c.txt"]);
  const [author] = await queryDatabase<{ name: string; email: string }>(
    world,
    "select name, email from commit_authors join commits on commits.author_id = commit_authors.id where sha = ?",
    sha,
  );
  expect(author).toEqual({ name: "Ann Example", email: "ann@example.com" });
});

test("linking a repository brings its newest commits in the background", async () => {
  await settled();
  expect(await recordedShas()).toEqual([await git(clone, "rev-parse", "main")]);
});

test("a new branch brings only what the default branch does not have", async () => {
  await compareLater();
  await world.bitbucket.call("POST", "/sandbox/faults", { kind: "webhook-lost", count: 1 });
  const unheard = await commit("on main, and its webhook is lost");
  await push("main");
  await git(clone, "checkout", "--quiet", "-b", "feature");
  const shas = [await commit("one"), await commit("two")];
  await push("feature");
  expect(await recordedShas()).toEqual(expect.arrayContaining(shas));
  expect(await recordedShas()).not.toContain(unheard);
});

test("a forced push brings the new range, and what it replaced stays recorded", async () => {
  await git(clone, "checkout", "--quiet", "-b", "feature");
  const first = await commit("first try");
  await push("feature");
  await git(clone, "reset", "--quiet", "--hard", "HEAD~1");
  const second = await commit("second try");
  await push("--force", "feature");
  expect(await recordedShas()).toEqual(expect.arrayContaining([first, second]));
});

test("merge commits are recorded and marked", async () => {
  await git(clone, "checkout", "--quiet", "-b", "feature");
  await commit("work");
  await git(clone, "checkout", "--quiet", "main");
  await git(clone, "merge", "--quiet", "--no-ff", "-m", "Merge feature", "feature");
  await push("main");
  const merge = await git(clone, "rev-parse", "HEAD");
  const merges = (await recorded()).filter((row) => row.is_merge === 1);
  expect(merges.map((row) => row.sha)).toEqual([merge]);
});

test("an annotated tag brings the commits behind it", async () => {
  await git(clone, "checkout", "--quiet", "--detach");
  const sha = await commit("only tagged");
  await git(clone, "tag", "-a", "v1", "-m", "Version 1");
  await push("v1");
  expect(await recordedShas()).toContain(sha);
});

test("every ref of one push is handled, and deletions fail nothing", async () => {
  await git(clone, "branch", "old");
  await push("old");
  await git(clone, "checkout", "--quiet", "-b", "one");
  const one = await commit("one");
  await git(clone, "checkout", "--quiet", "-b", "two", "main");
  const two = await commit("two");
  await git(clone, "tag", "light");
  await push("one", "two", "light", ":old");
  expect(await recordedShas()).toEqual(expect.arrayContaining([one, two]));
  expect((await deliveries()).at(-1)).toEqual({ state: "processed", reason: null });
});

test("a commit that says #skipsentry is not recorded", async () => {
  const sha = await commit("Secret work #skipsentry");
  const next = await commit("Other work");
  await push("main");
  expect(await recordedShas()).toContain(next);
  expect(await recordedShas()).not.toContain(sha);
});

test("a push of more commits than a page of Bitbucket holds is recorded whole", async () => {
  await addCommits(120);
  const shas = (await git(clone, "rev-list", "main")).split("\n");
  expect(shas).toHaveLength(121);
  await push("main");
  expect(await recordedShas()).toEqual(expect.arrayContaining(shas));
}, 60_000);

test("a renamed repository is found under its new name, address included", async () => {
  await settled();
  await world.bitbucket.call("PUT", `/rest/api/1.0/projects/SHOP/repos/${repository.slug}`, {
    name: `${repository.slug}-renamed`,
  });
  const slug = `${repository.slug}-renamed`;
  await git(
    clone,
    "remote",
    "set-url",
    "origin",
    (await git(clone, "remote", "get-url", "origin")).replace(repository.slug, slug),
  );
  const sha = await commit("after the rename");
  await push("main");
  expect(await recordedShas()).toContain(sha);
  const linked = await world.service.call<{ name: string; url: string }>(
    "GET",
    `/organizations/acme/repos/${repositoryId}/`,
  );
  expect(linked.name).toBe(`SHOP/${slug}`);
  expect(linked.url).toBe(`${world.bitbucket.url}/projects/SHOP/repos/${slug}/browse`);
});

test("a push that arrives after the rename is of the renamed repository, whoever has the old name", async () => {
  await settled();
  const { slug } = repository;
  const fault = { kind: "webhook-delayed", ms: 500, event: "repo:refs_changed" };
  await world.bitbucket.call("POST", "/sandbox/faults", { ...fault, count: 1 });
  const sha = await commit("before the rename");
  await git(clone, "push", "--quiet", "origin", "main");
  const name = `${slug}-moved`;
  await world.bitbucket.call("PUT", `/rest/api/1.0/projects/SHOP/repos/${slug}`, { name });
  await world.bitbucket.call("POST", "/rest/api/1.0/projects/SHOP/repos", { name: slug });
  await settled();
  expect(await recordedShas()).toContain(sha);
  const linked = await world.service.call<{ name: string }>(
    "GET",
    `/organizations/acme/repos/${repositoryId}/`,
  );
  expect(linked.name).toBe(`SHOP/${name}`);
});

describe("resolving", () => {
  let dsn: string;
  let shortId: string;
  let issues = 0;

  beforeAll(async () => {
    dsn = await createProject(world, "web");
  });

  beforeEach(async () => {
    await reportCrash(dsn, { fingerprint: `issue ${++issues}` });
    shortId = `WEB-${issues}`;
  });

  const statusOf = async () => (await getIssue(world, shortId)).status;

  const setPolicy = (policy: string) =>
    changeDatabase(world, "update organizations set resolve_on = ?", policy);

  test.each([
    ["default-branch", "unresolved", "resolved"],
    ["any-branch", "resolved", "resolved"],
    ["release", "unresolved", "unresolved"],
  ])("policy %s: %s on a branch, %s when merged", async (policy, onBranch, whenMerged) => {
    await setPolicy(policy);
    try {
      await git(clone, "checkout", "--quiet", "-b", "feature");
      const sha = await commit(`Repair it\n\nFixes ${shortId}`);
      await push("feature");
      const issue = await getIssue(world, shortId);
      expect(issue.references.map((reference) => reference.commit)).toEqual([sha]);
      expect(issue.status).toBe(onBranch);
      await git(clone, "checkout", "--quiet", "main");
      await git(
        clone,
        "merge",
        "--quiet",
        "--no-ff",
        "-m",
        `Merge\n\n* Fixes ${shortId}`,
        "feature",
      );
      await push("main");
      const merged = await getIssue(world, shortId);
      expect(merged.status).toBe(whenMerged);
      const inCommit = whenMerged === "resolved" ? sha : undefined;
      expect(merged.statusDetails.inCommit?.commit).toBe(inCommit);
    } finally {
      await setPolicy("default-branch");
    }
  });

  test("a fix made on the default branch resolves at once", async () => {
    await commit(`fixes: ${shortId.toLowerCase()}`);
    await push("main");
    expect(await statusOf()).toBe("resolved");
  });

  test("an issue that was opened again is not resolved by the same commit once more", async () => {
    await commit(`Fixes ${shortId}`);
    await push("main");
    await world.service.call("PUT", `/organizations/acme/issues/${shortId}/`, {
      status: "unresolved",
    });
    await git(clone, "branch", "copy");
    await push("copy");
    await commit("unrelated");
    await push("main");
    expect(await statusOf()).toBe("unresolved");
  });

  test("what is told of a webhook that Bitbucket sent twice is told once", async () => {
    await settled();
    await world.bitbucket.call("POST", "/sandbox/faults", { kind: "webhook-doubled", count: 1 });
    await commit(`Fixes ${shortId}`);
    await push("main");
    const { activity } = await getIssue(world, shortId);
    const types = activity.map((entry) => entry.type).toSorted();
    expect(types).toEqual(["first_seen", "referenced_in_commit", "set_resolved_in_commit"]);
    expect(await deliveries()).toHaveLength(1);
  });

  test("commits from before the link are shown, but resolve nothing", async () => {
    const older = await createRepository(world, "SHOP", `older-${issues}`);
    await git(older.clone, "commit", "--quiet", "--allow-empty", "-m", `Fixes ${shortId}`);
    await git(older.clone, "push", "--quiet", "origin", "main");
    repositoryId = await linkRepository(world, integrationId, `SHOP/${older.slug}`);
    await settled();
    const { references, status } = await getIssue(world, shortId);
    expect(references).toHaveLength(1);
    expect(status).toBe("unresolved");
  });

  test("a new default branch brings its history, and history resolves nothing", async () => {
    const older = await createRepository(world, "SHOP", `trunk-${issues}`);
    await git(older.clone, "commit", "--quiet", "--allow-empty", "-m", `Fixes ${shortId}`);
    await git(older.clone, "push", "--quiet", "origin", "main");
    repositoryId = await linkRepository(world, integrationId, `SHOP/${older.slug}`);
    await settled();
    const hold = { kind: "webhook-delayed", ms: 500, count: 1 };
    await world.bitbucket.call("POST", "/sandbox/faults", hold);
    await git(older.clone, "push", "--quiet", "origin", "main:trunk");
    await world.bitbucket.call(
      "PUT",
      `/rest/api/1.0/projects/SHOP/repos/${older.slug}/default-branch`,
      { id: "refs/heads/trunk" },
    );
    await settled();
    expect(await statusOf()).toBe("unresolved");
  });
});
