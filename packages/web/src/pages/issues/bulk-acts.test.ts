import { expect, test } from "vitest";
import { countInWords } from "./bulk-acts.ts";

test.each([
  [0, false, "None selected.", "No issue was"],
  [1, false, "1 selected.", "1 issue was"],
  [25, false, "25 selected.", "25 issues were"],
  [50, true, "All that match are selected.", "All issues that matched were"],
])("%i on the page, of everything %s, is told as %s", (size, isEverything, shown, done) => {
  const selected = new Set(Array.from({ length: size }, (_, n) => String(n)));
  expect(countInWords({ selected, isEverything })).toEqual({ shown, done });
});
