import { afterEach, beforeEach, expect, test } from "vitest";
import { openToldWorld, type ToldWorld } from "../../test/told-world.ts";
import { fetchRefCommits, type FindBase } from "./fetch-ref-commits.ts";
import { ensureRelease } from "./release-store.ts";

let world: ToldWorld;

beforeEach(async () => {
  world = await openToldWorld();
  for (const letter of ["a", "b", "c"]) world.remote.push(letter);
});
afterEach(() => world.close());

/** @returns the letters of its commits, newest first, and where they begin */
async function fetchFirst(findBase?: FindBase) {
  const { release } = await ensureRelease(world.db, 1, "1.0.0");
  const deps = { ...world.deps, ...(findBase && { findBase }) };
  const ref = { repositoryId: world.repositoryId, until: "refs/heads/main" };
  const fetched = await fetchRefCommits(deps, release, ref);
  if ("missing" in fetched) throw new Error(fetched.missing);
  const letters = fetched.commits.map(({ sha }) => sha.charAt(0)).join("");
  return [letters, fetched.head.previousSha?.charAt(0) ?? null];
}

test("the first release that we know begins where somebody else remembers that the one before ended", async () => {
  expect(await fetchFirst(async () => "a".repeat(40))).toEqual(["cb", "a"]);
});

test.each([
  ["remembers none", undefined],
  ["names what is no commit of the repository", "f".repeat(40)],
])("it takes the newest where that one %s", async (_what, sha) => {
  expect(await fetchFirst(async () => sha)).toEqual(["cba", null]);
});
