import { expect, test } from "vitest";
import { parseRevision } from "./revision.ts";

test.each([
  ["HEAD", "HEAD", []],
  [" main ", "main", []],
  ["feature/x@y", "feature/x@y", []],
  ["HEAD^", "HEAD", [0]],
  ["HEAD~", "HEAD", [0]],
  ["HEAD~3", "HEAD", [0, 0, 0]],
  ["v1.0^2", "v1.0", [1]],
  ["v1.0^0", "v1.0", []],
  ["main^2~2^", "main", [1, 0, 0, 0]],
  ["abc1234^^", "abc1234", [0, 0]],
])("%s is %s and the parents %j", (text, base, steps) => {
  expect(parseRevision(text)).toEqual({ base, steps });
});

test.each(["", "  ", "~1", "^", "HEAD^{commit}", "HEAD~x", "HEAD~1001", "HEAD~999999999999"])(
  "%j is no revision",
  (text) => {
    expect(parseRevision(text)).toBeUndefined();
  },
);
