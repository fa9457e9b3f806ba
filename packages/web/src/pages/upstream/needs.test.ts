import { expect, test } from "vitest";
import { lackOf, needs } from "./needs.ts";

const without = "Issues cannot be resolved at once.";
const missing = [{ anyOf: ["event:admin", "event:write"], without }];

test("a need is known by its scopes, in any order, and told what comes of lacking them", () => {
  expect(needs.map((need) => lackOf(need, missing))).toEqual([
    undefined,
    undefined,
    undefined,
    without,
  ]);
});

test("a token that lacks nothing is told nothing", () => {
  expect(needs.flatMap((need) => lackOf(need, []) ?? [])).toEqual([]);
});
