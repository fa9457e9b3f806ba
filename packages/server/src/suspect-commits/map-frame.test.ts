import { expect, test } from "vitest";
import { indexMappings, mapFrame } from "./map-frame.ts";

const mapping = (stackRoot: string, sourceRoot: string, repositoryId = 1) => ({
  id: 1,
  projectId: 1,
  repositoryId,
  stackRoot,
  sourceRoot,
  defaultBranch: "main",
  createdAt: 0,
  updatedAt: 0,
});

test.each([
  ["a root takes another's place", { filename: "/app/src/a.js" }, "/app/", "web/", "web/src/a.js"],
  ["both may be empty", { filename: "src/a.js" }, "", "", "src/a.js"],
  [
    "an empty stack root puts the source root before it",
    { filename: "a.js" },
    "",
    "src/",
    "src/a.js",
  ],
  [
    "a URL can be a root",
    { filename: "https://x.com/s/a.js" },
    "https://x.com/s/",
    "src/",
    "src/a.js",
  ],
  ["Windows' paths count as others", { filename: "C:\\app\\a.cs" }, "C:\\app\\", "", "a.cs"],
  [
    "the absolute path is tried too",
    { filename: "a.py", absPath: "/srv/a.py" },
    "/srv/",
    "x/",
    "x/a.py",
  ],
  [
    "packages are folders",
    { filename: "A.java", module: "com.acme.A" },
    "com/",
    "src/com/",
    "src/com/acme/A.java",
  ],
  ["a source path has no slash before it", { filename: "/app/a.js" }, "/app", "", "a.js"],
  ["sentry-cli's root of a repository", { filename: "/app/a.js" }, "/app/", ".", "a.js"],
  ["the same, of a folder without a slash", { filename: "/app/a.js" }, "/app", ".", "a.js"],
  ["the same with a slash", { filename: "/app/.x/a.js" }, "/app/", "./", ".x/a.js"],
  ["a folder with a dot is no root", { filename: "/app/a.js" }, "/app/", ".x/", ".x/a.js"],
])("%s", (_what, told, stackRoot, sourceRoot, path) => {
  const found = mapFrame(told, indexMappings([mapping(stackRoot, sourceRoot)]));
  expect(found?.path).toBe(path);
});

test("the longest root that fits counts", () => {
  const mappings = indexMappings([mapping("/app/", "", 1), mapping("/app/lib/", "lib/", 2)]);
  expect(mapFrame({ filename: "/app/lib/a.js" }, mappings)?.mapping.repositoryId).toBe(2);
  expect(mapFrame({ filename: "/app/a.js" }, mappings)?.mapping.repositoryId).toBe(1);
});

test("a frame that no mapping fits has no source", () => {
  expect(
    mapFrame({ filename: "/srv/a.js" }, indexMappings([mapping("/app/", "")])),
  ).toBeUndefined();
});
