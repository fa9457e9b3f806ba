import { expect, test } from "vitest";
import { scoreCommits, type SuspectFile, type TouchedFile } from "./score-commits.ts";

/** `"1 src/cart.js"`: commit 1 touched it; commits with higher numbers are newer. */
function touch(text: string, repositoryId = 1): TouchedFile {
  const [id = "", path = ""] = text.split(" ");
  return { commitId: Number(id), repositoryId, path, authoredAt: Number(id) };
}

/** Paths of frames, the crash first. */
const at = (...paths: string[]): SuspectFile[] => paths.map((path) => ({ path }));

test.each([
  ["the file of the crash", at("/app/src/cart.js"), ["1 src/cart.js"], [1]],
  ["nothing, when another file was touched", at("/app/src/cart.js"), ["1 src/till.js"], []],
  ["nothing for the mere name", at("/app/src/cart.js"), ["1 lib/cart.js"], []],
  ["the name, where a path has no more", at("cart.js"), ["1 src/cart.js"], [1]],
  ["the name, where the repository has no more", at("/app/cart.js"), ["1 cart.js"], [1]],
  ["no part of a name", at("/app/src/shopping-cart.js"), ["1 src/cart.js", "2 cart.js"], []],
  ["the longer match", at("/app/web/src/cart.js"), ["1 web/src/cart.js", "2 api/src/cart.js"], [1]],
  [
    "both commits of one file, newest first",
    at("/app/src/a.js"),
    ["1 src/a.js", "2 src/a.js"],
    [2, 1],
  ],
  [
    "a commit near the crash before a newer one",
    at("/app/src/a.js", "/app/src/b.js"),
    ["1 src/a.js", "2 src/b.js"],
    [1, 2],
  ],
  [
    "a commit of many frames first",
    at("/s/a.js", "/s/b.js", "/s/c.js"),
    ["1 s/a.js", "2 s/b.js", "2 s/c.js"],
    [2, 1],
  ],
  ["nothing beyond the fifth frame", at("a/1", "a/2", "a/3", "a/4", "a/5", "a/6"), ["1 a/6"], []],
  ["nothing without frames", at(), ["1 src/a.js"], []],
])("accuses %s", (_what, files, touched, commits) => {
  expect(
    scoreCommits(
      files,
      touched.map((text) => touch(text)),
    ),
  ).toEqual(commits);
});

test("where a code mapping tells the file, no other is accused", () => {
  const touched = [touch("1 src/cart.js"), touch("2 web/src/cart.js"), touch("3 src/cart.js", 2)];
  expect(scoreCommits([{ path: "src/cart.js", repositoryId: 1 }], touched)).toEqual([1]);
  expect(scoreCommits([{ path: "src/cart.js", repositoryId: 2 }], touched)).toEqual([3]);
  expect(scoreCommits([{ path: "gone.js", repositoryId: 1 }], touched)).toEqual([]);
});

test("a commit that touched a file of the same ending twice is accused once", () => {
  const touched = [touch("1 a/src/x.js"), touch("1 b/src/x.js"), touch("2 c/src/x.js")];
  expect(scoreCommits(at("/app/src/x.js"), touched)).toEqual([2, 1]);
});
