import { expect, it } from "vitest";
import { formatMessage } from "./format-message.ts";

it.each([
  ["hello %s", ["world"], "hello world"],
  ["%s of %d", ["3", 5], "3 of 5"],
  ["{} of {}", ["3", 5], "3 of 5"],
  ["{0} of {1}", ["3", 5], "3 of 5"],
  ["%(part)s of {all}", { part: 3, all: [1, 2] }, "3 of [1,2]"],
  ["%s of %s", ["3"], "3 of %s"],
  ["100 %", ["x"], "100 %"],
  ["%s", ["%s"], "%s"],
  ["%s", null, "%s"],
  ["%s", "abc", "%s"],
  ["%s", undefined, "%s"],
])("fills %j with %j", (template, params, text) => {
  expect(formatMessage(template, params)).toBe(text);
});

it("stops filling when no more can be kept, however often a long parameter is named", () => {
  const params = { long: "x".repeat(600_000) };
  const text = formatMessage("%(long)s".repeat(1_000), params);
  expect(text).toBe("x".repeat(8_192));
});
