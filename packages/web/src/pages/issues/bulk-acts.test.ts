import { expect, test } from "vitest";
import { describeChange, describeSearch, describeSelection } from "./bulk-acts.ts";

test.each([
  [0, false, "None selected."],
  [25, false, "25 selected."],
  [50, true, "All that match are selected."],
])("%i selected on the page, of everything %s, is told as %s", (size, isEverything, told) => {
  const selected = new Set(Array.from({ length: size }, (_, n) => String(n)));
  expect(describeSelection({ selected, isEverything })).toBe(told);
});

test.each([
  [undefined, "No issue was resolved."],
  [{ changed: 1, hasMore: false }, "1 issue was resolved."],
  [{ changed: 52, hasMore: false }, "52 issues were resolved."],
  [
    { changed: 1_000, hasMore: true },
    "The first 1,000 issues were resolved. There are more that match.",
  ],
])("what became of %o is told as %s", (answer, told) => {
  expect(describeChange({ done: "resolved" }, answer)).toBe(told);
});

test.each([
  [{ query: "" }, "All issues"],
  [{ query: "", project: "shop" }, "All issues in the project shop"],
  [{ query: "is:new boom" }, 'All issues that the search "is:new boom" finds'],
  [
    { query: "boom", project: "shop" },
    'All issues that the search "boom" finds in the project shop',
  ],
])("the search %o is told as %s", (search, told) => {
  expect(describeSearch(search)).toBe(told);
});
