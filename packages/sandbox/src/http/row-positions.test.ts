import { expect, test } from "vitest";
import { withHiddenRows } from "./row-positions.ts";

test.each([
  [0, 0],
  [1, 2],
  [2, 3],
  [3, 5],
  [4, 6],
])("row %i stands at position %i", (row, position) => {
  expect(withHiddenRows.positionOf(row)).toBe(position);
  expect(withHiddenRows.rowsBefore(position)).toBe(row);
});

test("a start at a hidden position goes on with the next visible row", () => {
  expect(withHiddenRows.rowsBefore(1)).toBe(1);
  expect(withHiddenRows.rowsBefore(4)).toBe(3);
});
