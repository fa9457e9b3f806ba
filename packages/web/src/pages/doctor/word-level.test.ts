import { expect, test } from "vitest";
import { wordLevel } from "./word-level.ts";

const finding = (level: "ok" | "warning" | "error") => ({ level, area: "Database", message: "" });

test.each([
  [[], "All is well."],
  [[finding("ok")], "All is well."],
  [[finding("ok"), finding("warning")], "Found 1 warning."],
  [[finding("error"), finding("warning"), finding("error")], "Found 2 errors and 1 warning."],
])("of %o is said: %s", (findings, sentence) => {
  expect(wordLevel({ findings })).toBe(sentence);
});
