import { expect, test } from "vitest";
import { holdRows } from "./hold-rows.ts";

/** `3!` is the third row after it changed. */
const toRows = (text: string) => text.split(" ").filter(Boolean);
const keyOf = (row: string) => row.replace("!", "");

test.each([
  { shown: "3 2 1", fresh: "3 2 1", rows: "3 2 1", waiting: 0 },
  { shown: "3 2 1", fresh: "5 4 3 2", rows: "3 2 1", waiting: 2 },
  { shown: "3 2 1", fresh: "4 3! 2 1", rows: "3! 2 1", waiting: 1 },
  { shown: "3 2 1", fresh: "9 8 7", rows: "3 2 1", waiting: 3 },
  { shown: "", fresh: "1", rows: "", waiting: 1 },
  { shown: "2 1", fresh: "", rows: "2 1", waiting: 0 },
])(
  "of $shown, which is held while $fresh comes, there is $rows, and $waiting wait",
  ({ shown, fresh, rows, waiting }) => {
    expect(holdRows(toRows(shown), toRows(fresh), keyOf)).toEqual({ rows: toRows(rows), waiting });
  },
);
