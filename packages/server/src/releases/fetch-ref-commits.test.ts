import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "../../test/enqueue.ts";
import { openToldWorld, type ToldWorld } from "../../test/told-world.ts";
import { createProject } from "../organizations/project-store.ts";
import { applyGivenCommits } from "./apply-release-commits.ts";
import { fetchRefCommits, type FindBase } from "./fetch-ref-commits.ts";
import { ensureRelease } from "./release-store.ts";

let world: ToldWorld;

beforeEach(async () => {
  world = await openToldWorld();
  for (const letter of ["a", "b", "c"]) world.remote.push(letter);
});
afterEach(() => world.close());

const knownAt = (letter: string) => ({
  sha: letter.repeat(40),
  version: "1.1.0",
  madeAt: 2_000,
});

/** @returns the letters of its commits, newest first, and where they begin */
async function fetchRelease(findBase?: FindBase) {
  const { release } = await ensureRelease(world.db, 1, "2.0.0");
  const deps = { ...world.deps, ...(findBase && { findBase }) };
  const ref = { repositoryId: world.repositoryId, until: "refs/heads/main" };
  const fetched = await fetchRefCommits(deps, release, ref);
  if ("missing" in fetched) throw new Error(fetched.missing);
  const letters = fetched.commits.map(({ sha }) => sha.charAt(0)).join("");
  return [letters, fetched.head.previousSha?.charAt(0) ?? null];
}

test("the first release that we know begins where somebody else remembers that the one before ended", async () => {
  expect(await fetchRelease(async () => knownAt("a"))).toEqual(["cb", "a"]);
});

test.each([
  ["remembers none", undefined],
  ["names what is no commit of the repository", knownAt("f")],
])("it takes the newest where that one %s", async (_what, known) => {
  expect(await fetchRelease(async () => known)).toEqual(["cba", null]);
});

/** Two releases of one project; the earlier one, of commit `a`, was made at 1,000. */
async function releaseBefore() {
  const { db, repositoryId, deps } = world;
  const web = { organizationId: 1, slug: "web", name: "web", platform: null };
  const projectId = (await createProject(db, web))?.id ?? 0;
  const { release } = await ensureRelease(db, 1, "1.0.0");
  const { release: next } = await ensureRelease(db, 1, "2.0.0");
  const projects = [release, next].map(({ id: releaseId }) => ({ releaseId, projectId }));
  await db.insertInto("releaseProjects").values(projects).execute();
  await db.updateTable("releases").set({ createdAt: 1_000 }).where("id", "=", release.id).execute();
  const ref = { repositoryId, until: "a".repeat(40) };
  const fetched = await fetchRefCommits(deps, release, ref);
  if ("missing" in fetched) throw new Error(fetched.missing);
  const { head, commits } = fetched;
  await applyGivenCommits({ db, enqueue }, release, { heads: [head], commits });
}

test.each([
  ["another that stands between, of others", knownAt("b"), ["c", "b"]],
  ["one that we remember, too", { ...knownAt("b"), version: "1.0.0" }, ["cb", "a"]],
  ["an older one than we remember", { ...knownAt("b"), madeAt: 999 }, ["cb", "a"]],
  ["one of which it does not say when it was", { ...knownAt("b"), madeAt: undefined }, ["cb", "a"]],
  ["a commit of another repository", knownAt("f"), ["cb", "a"]],
  ["none", undefined, ["cb", "a"]],
])(
  "a later one begins where it should when somebody else knows %s",
  async (_what, known, begun) => {
    await releaseBefore();
    expect(await fetchRelease(async () => known)).toEqual(begun);
  },
);
