import { expect, test } from "vitest";
import { parseIssueQuery } from "./issue-query.ts";

test.each([
  ["", {}],
  ["is:unresolved", { status: "unresolved" }],
  ["is:archived", { status: "ignored" }],
  ["is:resolved release:1.0.0", { status: "resolved", release: "1.0.0" }],
  ['release:"shop@1.0"', { release: "shop@1.0" }],
  ["shop-1a", { shortId: { projectSlug: "shop", counter: 42 } }],
  ["SHOP-1 is:resolved", { shortId: { projectSlug: "shop", counter: 1 }, status: "resolved" }],
  ["cannot read", { text: "cannot read" }],
  ["TypeError:", { text: "TypeError:" }],
])("the search %j", (query, expected) => {
  expect(parseIssueQuery(query)).toEqual(expected);
});

test.each(["is:fine", "is:constructor", "assigned:me"])("does not know %s and says so", (query) => {
  expect(parseIssueQuery(query)).toContain(`The search term ${query} is not known.`);
});
