import { expect, test } from "vitest";
import { wordData } from "./word-data.ts";

test.each([
  [{}, ""],
  [{ role: "owner", formerRole: "admin" }, "role: owner, formerRole: admin"],
  [{ by: ["sha", "tag"], repositories: null }, 'by: ["sha","tag"], repositories: null'],
])("%j is told as %j", (data, words) => {
  expect(wordData(data)).toBe(words);
});
