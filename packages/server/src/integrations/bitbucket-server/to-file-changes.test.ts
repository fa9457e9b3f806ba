import type { Change } from "@sentry-bitbucket-server/bitbucket-client";
import { expect, test } from "vitest";
import { toFileChanges } from "./to-file-changes.ts";

test.each<[Change["type"], string | undefined, [string, string][]]>([
  ["ADD", undefined, [["new", "A"]]],
  ["MODIFY", undefined, [["new", "M"]]],
  ["DELETE", undefined, [["new", "D"]]],
  [
    "MOVE",
    "old",
    [
      ["old", "D"],
      ["new", "A"],
    ],
  ],
  ["MOVE", undefined, [["new", "A"]]],
  ["COPY", "old", [["new", "A"]]],
  ["UNKNOWN", undefined, [["new", "M"]]],
])("%s from %s", (type, srcPath, files) => {
  const change = { type, path: "new", ...(srcPath !== undefined && { srcPath }) };
  expect(toFileChanges([change]).map((file) => [file.path, file.type])).toEqual(files);
});

test("two files that change places were both modified", () => {
  const swap: Change[] = [
    { type: "MOVE", path: "a", srcPath: "b" },
    { type: "MOVE", path: "b", srcPath: "a" },
  ];
  expect(toFileChanges(swap)).toEqual([
    { path: "b", type: "M" },
    { path: "a", type: "M" },
  ]);
});
