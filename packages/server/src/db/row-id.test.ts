import { expect, test } from "vitest";
import { toRowId } from "./row-id.ts";

test.each([
  ["7", 7],
  [7, 7],
  ["2147483647", 2_147_483_647],
  ["2147483648", 0],
  [Number.MAX_SAFE_INTEGER, 0],
  ["9".repeat(40), 0],
  [-1, 0],
  [1.5, 0],
  ["web", 0],
  ["0x7", 0],
  ["1e0", 0],
  [" 7", 0],
  ["", 0],
])("%j is the number of row %i", (named, id) => {
  expect(toRowId(named)).toBe(id);
});
