import { expect, test } from "vitest";
import { MAIN, type PlannedRefChange } from "./story.ts";
import { tellStory } from "./tell-story.ts";

const size = { commits: 600, repositories: 3, seed: 1 };

test("one seed tells one story, another seed another one", () => {
  expect(tellStory(size)).toEqual(tellStory(size));
  expect(tellStory({ ...size, seed: 2 })).not.toEqual(tellStory(size));
});

const changes = tellStory(size).repositories.flatMap(({ pushes }) =>
  pushes.flatMap((push) => push.changes),
);

test.each<[string, (change: PlannedRefChange) => boolean]>([
  ["moves of the main branch", ({ ref }) => ref === MAIN],
  ["the main branch forced back", ({ ref, isForced }) => ref === MAIN && isForced],
  ["branches forced", ({ ref, isForced }) => ref.startsWith("refs/heads/f") && isForced],
  ["branches deleted", ({ ref, to }) => ref.startsWith("refs/heads/f") && to === undefined],
  ["annotated tags", ({ to }) => to !== undefined && "tag" in to],
  ["light tags", ({ ref, to }) => ref.startsWith("refs/tags/") && to !== undefined && "mark" in to],
])("a story has %s", (_name, isSuch) => {
  expect(changes.some(isSuch)).toBe(true);
});

test("a story has merges, pushes of many refs, and releases with and without a beginning", () => {
  const { repositories } = tellStory(size);
  const pushes = repositories.flatMap((repository) => repository.pushes);
  const releases = pushes.flatMap(({ release }) => release ?? []);
  expect(repositories.flatMap(({ commits }) => commits).some(isMerge)).toBe(true);
  expect(Math.max(...pushes.map((push) => push.changes.length))).toBeGreaterThan(3);
  expect(releases.some(({ previous }) => previous === undefined)).toBe(true);
  expect(releases.some(({ previous }) => previous !== undefined)).toBe(true);
});

function isMerge({ parents }: { parents: number[] }): boolean {
  return parents.length > 1;
}
