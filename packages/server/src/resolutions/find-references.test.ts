import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatShortId } from "../issues/short-id.ts";
import { findReferences } from "./find-references.ts";
import type { IssueReference } from "./issue-reference.ts";

const ownHost = "https://sentry.example.com:9000";
const issues = "https://sentry.example.com:9000/organizations/acme/issues";

/** `SHOP-1` for a short id, `42` for an issue id. */
function named(message: string): string {
  return findReferences(message, { ownHost }).map(nameOf).join(" ");
}

function nameOf(reference: IssueReference): string {
  if (reference.kind === "issueId") return `${reference.issueId}`;
  return formatShortId(reference.projectSlug, reference.counter);
}

type Row = [message: string, issues: string, sentry?: string];

/** Each row: a message, the issues that it names, and what Sentry reads in it where that is something else. */
const truth: Record<string, Row[]> = {
  "a keyword and a short id": [
    ["Fixes PROJ-1", "PROJ-1"],
    ["fix PROJ-1", "PROJ-1"],
    ["FIXED PROJ-1", "PROJ-1"],
    ["Close PROJ-1", "PROJ-1"],
    ["closes PROJ-1", "PROJ-1"],
    ["closed PROJ-1", "PROJ-1"],
    ["Resolve PROJ-1", "PROJ-1"],
    ["resolves PROJ-1", "PROJ-1"],
    ["resolved PROJ-1", "PROJ-1"],
    ["fixes: proj-1", "PROJ-1"],
    ["Fixes:\tPROJ-1", "PROJ-1"],
    ["Fixes PROJ-1.", "PROJ-1"],
    ["Repair the cart (fixes PROJ-1)", "PROJ-1"],
    ["Fixes PROJ-O1 and PROJ-IL", "PROJ-1 PROJ-11"],
    ["Fixes my_proj-1", "MY_PROJ-1"],
    ["Fixes PROJ-1-2", "PROJ-1-2"],
    ["Fixes:PROJ-1", "PROJ-1", "no blank, none"],
  ],
  "no keyword, or not a word of its own": [
    ["PROJ-1", ""],
    ["Relates to PROJ-1", ""],
    ["prefix PROJ-1", ""],
    ["hotfix PROJ-1", ""],
    ["préfix PROJ-1", ""],
    ["_fix PROJ-1", ""],
    ["Fixing PROJ-1", ""],
    ["Fixer PROJ-1", ""],
    ["hot-fix PROJ-1", "PROJ-1"],
    ["fix-PROJ-1", ""],
    ["bugfix/fix-proj-1", ""],
    ["fix(api): PROJ-1", ""],
    ["fix(PROJ-1): empty cart", ""],
    ["Fixes(PROJ-1)", ""],
    ["Fixes, PROJ-1", ""],
    ["Fixes : PROJ-1", ""],
    ["Fixes. PROJ-1", ""],
  ],
  "several in a list": [
    ["Fixes PROJ-1, PROJ-2", "PROJ-1 PROJ-2"],
    ["Fixes PROJ-1,PROJ-2", "PROJ-1 PROJ-2"],
    ["Fixes PROJ-1 PROJ-2", "PROJ-1 PROJ-2"],
    ["Fixes PROJ-1 and PROJ-2", "PROJ-1 PROJ-2"],
    ["Fixes PROJ-1, PROJ-2, and PROJ-3", "PROJ-1 PROJ-2 PROJ-3"],
    ["Fixes PROJ-1 fixes PROJ-2", "PROJ-1 PROJ-2"],
    ["Fixes PROJ-1. Closes PROJ-2", "PROJ-1 PROJ-2"],
    ["Fixes PROJ-2, PROJ-1, proj-2", "PROJ-2 PROJ-1"],
    ["Fixes PROJ-1 & PROJ-2", "PROJ-1 PROJ-2", "only PROJ-1"],
    ["Fixes PROJ-1 PROJ-2 (PROJ-3)", "PROJ-1 PROJ-2 PROJ-3", "only the first two"],
    ["Fixes PROJ-1. Also FOO-2", "PROJ-1"],
    ["Fixes PROJ-1/PROJ-2", "PROJ-1"],
    ["Fixes PROJ-1; PROJ-2", "PROJ-1"],
    ["Fixes PROJ-1: see PROJ-2", "PROJ-1"],
  ],
  "words before and between": [
    ["Fixed a bug seen in PROJ-2", "PROJ-2"],
    ["Closes issue PROJ-1", "PROJ-1"],
    ["Fixes - PROJ-1", "PROJ-1"],
    ["Fixes -PROJ-1-", "PROJ-1"],
    ["Fix crash in cart, seen in WEB-3 and elsewhere in WEB-4", "WEB-3 WEB-4"],
    ["Fix crash: WEB-3", ""],
    ["Fix crash (see WEB-3)", ""],
    ['Fix "crash" WEB-3', ""],
    ["Fixes Absturz für Käufer in PROJ-1", "PROJ-1", "ü ends the list"],
    ["Fixes Ann's crash in PROJ-1", "PROJ-1", "the apostrophe ends the list"],
  ],
  "marks around a short id": [
    ["Fixes #PROJ-1", "PROJ-1", "none"],
    ["Fixes (PROJ-1)", "PROJ-1", "none"],
    ["Fixes `PROJ-1`", "PROJ-1", "none"],
    ["Fixes [PROJ-1]", "PROJ-1", "none"],
    ["Fixes: [`PROJ-1`], (#PROJ-2, PROJ-3)", "PROJ-1 PROJ-2 PROJ-3", "none"],
    ["Fix crash in cart (WEB-3)", "WEB-3", "none"],
    ["Fixes #12", ""],
  ],
  "Markdown links": [
    ["Fixes [PROJ-1](https://elsewhere.example.com/PROJ-1)", "PROJ-1"],
    ["Fixes [PROJ-1](https://elsewhere.example.com/1), [PROJ-2](x)", "PROJ-1 PROJ-2"],
    ["Fixes [the crash of PROJ-1](https://elsewhere.example.com)", "PROJ-1"],
    ["Fixes [`PROJ-1`](https://elsewhere.example.com)", "PROJ-1", "none"],
    [`Fixes [PROJ-1](${issues}/42/ "Crash")`, "PROJ-1"],
    [`Fixes [the crash](${issues}/42/)`, "42", "none"],
    ["Fixes [the crash](https://elsewhere.example.com/issues/42/)", ""],
  ],
  "addresses of our own issue pages": [
    [`Fixes ${issues}/42/`, "42"],
    [`Fixes: ${issues}/42`, "42"],
    [`Fixes ${issues}/42/events/latest/?project=1#top`, "42"],
    ["Fixes http://acme.sentry.example.com:9000/issues/42/", "42"],
    ["Fixes https://SENTRY.example.com:9000/issues/42", "42"],
    [`Fixes ${issues}/42. Also FOO-2`, "42"],
    [`Fixes ${issues}/42, ${issues}/43 and PROJ-1`, "42 43 PROJ-1", "only 42"],
    [`Fixes <${issues}/42/>`, "42", "none"],
    [`Fixes the crash ${issues}/42/`, "42", "none"],
    [`Fixes ${issues}/PROJ-1/`, "PROJ-1", "none"],
    [`See ${issues}/42/`, ""],
    ["Fixes https://sentry.example.com/organizations/acme/issues/42/", ""],
    ["Fixes https://elsewhere.example.com/issues/42/", ""],
    ["Fixes https://elsewhere.example.com/browse/X PROJ-1", ""],
    ["Fixes https://evilsentry.example.com:9000/issues/42/", ""],
    ["Fixes https://sentry.example.com:9000@elsewhere.example.com/issues/42/", ""],
    ["Fixes https://sentry.example.com:9000/?next=/issues/42/", ""],
    [`Fixes ${issues}/99999999999999999999/`, ""],
    [`Fixes ${issues}/`, ""],
  ],
  "line ends": [
    ["Fixes PROJ-1\n\nRelated to FOO-2", "PROJ-1", "both"],
    ["Fix crash\n\nRelated WEB-3", "", "WEB-3"],
    ["Fixes: WEB-1\n\nSee also WEB-9 for more", "WEB-1", "both"],
    ["Fixes\nPROJ-1", "", "PROJ-1"],
    ["Fixes\r\nPROJ-1", "", "PROJ-1"],
    ["Empty cart\r\n\r\nFixes PROJ-1\r\nCloses PROJ-2\r\n", "PROJ-1 PROJ-2"],
    ["Fixes [PROJ-1\n](x) PROJ-2", "PROJ-1"],
  ],
  "negated keywords": [
    ["does not fix PROJ-1", "", "PROJ-1"],
    ["doesn't fix PROJ-1", "", "PROJ-1"],
    ["doesn’t fix PROJ-1", "", "PROJ-1"],
    ["doesnt fix PROJ-1", "", "PROJ-1"],
    ["Do not close PROJ-1", "", "PROJ-1"],
    ["Don't resolve: PROJ-1", "", "PROJ-1"],
    ["don’t auto-close PROJ-1", "", "PROJ-1"],
    ["never fixes PROJ-1", "", "PROJ-1"],
    ["not fixed: PROJ-1", "", "PROJ-1"],
    ["not-fixed PROJ-1", "", "PROJ-1"],
    ["won't fix PROJ-1", "", "PROJ-1"],
    ["cannot fix PROJ-1", "", "PROJ-1"],
    ["can not fix PROJ-1", "", "PROJ-1"],
    ["No fix for PROJ-1 yet", "", "PROJ-1"],
    ["does not fully fix PROJ-1", "", "PROJ-1"],
    ["not yet fixed PROJ-1", "", "PROJ-1"],
    ["will not be resolved PROJ-1", "", "PROJ-1"],
    ["hasn't been fixed PROJ-1", "", "PROJ-1"],
    ["was unable to fix PROJ-1", "", "PROJ-1"],
    ["does **not** fix PROJ-1", "", "PROJ-1"],
    ["neither fixes PROJ-1 nor closes PROJ-2", "", "both"],
    ["Fixes PROJ-1 but does not fix PROJ-2", "PROJ-1", "both"],
    ["Does not fix PROJ-1. Fixes PROJ-2", "PROJ-2", "both"],
    ["Do not panic, fixes PROJ-1", "PROJ-1"],
    ["Do not panic on empty carts fixes PROJ-1", "PROJ-1"],
    ["Fixes cannot read property of undefined PROJ-1", "PROJ-1"],
    ["Why not? Fixes PROJ-1", "PROJ-1"],
  ],
  "what only looks like a short id (there is no such project, so nothing comes of it)": [
    ["Fixes UTF-8 in follow-up", "UTF-8"],
    ["Fixes it\n\nSigned-off-by: Ann", ""],
    ["Fixes it, Signed-off-by Ann", "SIGNED-OFF-BY"],
  ],
  "nothing at all": [
    ["", ""],
    ["Fixes", ""],
    ["Fixes:", ""],
    ["\u0000Fixes \uD800 PROJ-1", ""],
  ],
};

describe("findReferences", () => {
  for (const [title, rows] of Object.entries(truth)) {
    it.each(rows)(`${title}: %j → %s`, (message, expected) => {
      expect(named(message)).toBe(expected);
    });
  }

  it("gives the short id as written, and what it means", () => {
    expect(findReferences("Fixes `shop-1a`")).toEqual([
      { kind: "shortId", projectSlug: "shop", counter: 42, text: "shop-1a" },
    ]);
  });

  it("leaves addresses alone when our own host is not known", () => {
    expect(findReferences(`Fixes ${issues}/42/`)).toEqual([]);
  });
});

const pieces = fc.oneof(
  fc.constantFrom(
    ..."Fixes|closes|not|doesn't|PROJ-1|#FOO-2|(BAR-3)|[A-1](u)|](|[|:|,|&|.|-|`| |\n".split("|"),
  ),
  fc.constant(`${issues}/42/`),
  fc.string({ unit: "binary", maxLength: 5 }),
);
const messages = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(""));

describe("findReferences on any text", () => {
  it("finds only what is written there", () => {
    fc.assert(
      fc.property(messages, (message) => {
        for (const reference of findReferences(message, { ownHost })) {
          const text = reference.kind === "issueId" ? `${reference.issueId}` : reference.text;
          expect(message).toContain(text);
        }
      }),
    );
  });

  it("names each issue once", () => {
    fc.assert(
      fc.property(messages, (message) => {
        const names = findReferences(message, { ownHost }).map(nameOf);
        expect(names).toEqual([...new Set(names)]);
      }),
    );
  });

  it("finds the same with other lines around", () => {
    fc.assert(
      fc.property(messages, (message) => {
        const around = `Empty cart\n\n${message}\nReviewed-by: Ann <ann@example.com>\n`;
        expect(named(around)).toBe(named(message));
      }),
    );
  });
});

describe("findReferences on hostile text", () => {
  const hostile = [
    "fix ",
    "fix:",
    "not ",
    "a ",
    "a-",
    "-",
    "A-1 ",
    "A-1,",
    "(",
    "[",
    "[a](",
    "](",
    "`#",
    "https://",
    "http://.",
    "é",
    "\n",
    "’",
  ];

  /** The least of three, in ms: what the machine does besides only ever adds. */
  function cost(message: string): number {
    const runs = [1, 2, 3].map(() => {
      const start = performance.now();
      findReferences(message, { ownHost });
      return performance.now() - start;
    });
    return Math.min(...runs);
  }

  it.each(hostile)("takes linear time on many %j", (unit) => {
    const repeat = (length: number) => `Fixes ${unit.repeat(length / unit.length)} PROJ-1`;
    const small = cost(repeat(60_000));
    const large = cost(repeat(480_000));
    // Eight times the text: 8 when linear, 64 when quadratic. The 10 ms absorb what cannot be measured.
    expect(large).toBeLessThan(24 * small + 10);
  });

  it("survives a message of 10 MB", () => {
    for (const unit of ["a", "-", "(", "[", "’", "https://"]) {
      expect(() => findReferences(`Fixes ${unit.repeat(10_000_000 / unit.length)}`)).not.toThrow();
    }
  });
});
