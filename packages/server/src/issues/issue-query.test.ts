import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseIssueQuery } from "./issue-query.ts";

const text = (text: string, negated = false) => ({ kind: "text", text, negated });
const status = (status: string, negated = false) => ({ kind: "status", status, negated });
const release = (version: string, negated = false) => ({ kind: "release", version, negated });

test.each([
  ["", []],
  ["is:unresolved", [status("unresolved")]],
  ["is:archived", [status("ignored")]],
  ["IS:Resolved", [status("resolved")]],
  ["!is:resolved", [status("resolved", true)]],
  ["is:resolved release:1.0.0", [status("resolved"), release("1.0.0")]],
  ['release:"shop@1.0"', [release("shop@1.0")]],
  ['!release:"1.0 \\"beta\\""', [release('1.0 "beta"', true)]],
  ["firstRelease:1", [{ kind: "firstRelease", version: "1", negated: false }]],
  ["first-release:1", [{ kind: "firstRelease", version: "1", negated: false }]],
  ["assigned:me", [{ kind: "assigned", to: "me", negated: false }]],
  ["!assigned:ann@example.com", [{ kind: "assigned", to: "ann@example.com", negated: true }]],
  ["is:unassigned", [{ kind: "assigned", to: "none", negated: false }]],
  ["level:Fatal", [{ kind: "level", name: "fatal", negated: false }]],
  ["environment:eu", [{ kind: "environment", name: "eu", negated: false }]],
  [
    "SHOP-1a is:resolved",
    [
      status("resolved"),
      {
        kind: "shortId",
        shortId: { projectSlug: "shop", counter: 42 },
        text: "SHOP-1a",
        negated: false,
      },
    ],
  ],
  ["cannot read", [text("cannot read")]],
  ["cannot is:resolved read", [status("resolved"), text("cannot read")]],
  ['"cannot: read" twice', [text("cannot: read"), text("twice")]],
  ['!"time out"', [text("time out", true)]],
  ["!timeout", [text("timeout", true)]],
  ["TypeError:", [text("TypeError:")]],
  ['say "hi', [text('say "hi')]],
])("the search %j", (query, expected) => {
  expect(parseIssueQuery(query)).toEqual(expected);
});

test.each(["is:fine", "is:constructor", "tag:blue", "TypeError:x", 'release:""'])(
  "does not know %s and says so",
  (query) => {
    expect(parseIssueQuery(query)).toContain(`The search term ${query} is not known.`);
  },
);

test("any text is a search or gets a sentence, and quoting makes it a part of the title", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (query) => {
      const parsed = parseIssueQuery(query);
      expect(typeof parsed === "string" || Array.isArray(parsed)).toBe(true);
      const quoted = `"${query.replace(/["\\]/g, String.raw`\$&`)}"`;
      expect(parseIssueQuery(quoted)).toEqual(query === "" ? [] : [text(query)]);
    }),
  );
});

test("a search of 100,000 characters is read at once", () => {
  const start = performance.now();
  for (const piece of ['"', "!", "a:", '\\"', "is:x ", 'a:"\\']) {
    parseIssueQuery(piece.repeat(100_000 / piece.length));
  }
  expect(performance.now() - start).toBeLessThan(1_000);
});
