import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type IssueCondition, parseIssueQuery } from "./issue-query.ts";
import type { IssueCheck, RangeColumn } from "./search-key.ts";
import type { SearchRange } from "./search-range.ts";

const any = (...anyOf: IssueCheck[]): IssueCondition => ({ anyOf, negated: false });
const not = (...anyOf: IssueCheck[]): IssueCondition => ({ anyOf, negated: true });
const title = (...text: string[]): IssueCheck => ({ kind: "title", text });
const status = (status: "unresolved" | "resolved" | "ignored"): IssueCheck => ({
  kind: "status",
  status,
});
const substatus = (substatus: string): IssueCheck => ({ kind: "substatus", substatus });
const release = (...version: string[]): IssueCheck => ({ kind: "release", version });
const assigned = (to: string): IssueCheck => ({ kind: "assigned", to });
const level = (...name: string[]): IssueCheck => ({ kind: "level", name });
const tag = (key: string, ...value: string[]): IssueCheck => ({ kind: "tag", key, value });
const NOW = Date.UTC(2026, 4, 3);
const within = (column: RangeColumn, range: SearchRange): IssueCheck => ({
  kind: "range",
  column,
  range,
});
const shop42: IssueCheck = {
  kind: "shortId",
  shortId: { projectSlug: "shop", counter: 42 },
  text: "SHOP-1a",
};

test.each<[string, IssueCondition[]]>([
  ["", []],
  ["is:unresolved", [any(status("unresolved"))]],
  ["is:archived", [any(status("ignored"))]],
  ["IS:Resolved", [any(status("resolved"))]],
  ["!is:resolved", [not(status("resolved"))]],
  ["is:[resolved, ignored]", [any(status("resolved"), status("ignored"))]],
  ["is:regressed", [any(substatus("regressed"))]],
  ["is:until_escalating", [any(substatus("archived_until_escalating"))]],
  ["is:archived_forever", [any(substatus("archived_forever"))]],
  ["is:assigned", [any({ kind: "isAssigned" })]],
  ["is:unassigned", [any(assigned("none"))]],
  ["is:resolved release:1.0.0", [any(status("resolved")), any(release("1.0.0"))]],
  ['release:"shop@1.0"', [any(release("shop@1.0"))]],
  ["release:shop@1.*", [any(release("shop@1.", ""))]],
  ['release:"shop@1.* b"', [any(release("shop@1.", " b"))]],
  [String.raw`release:a\*b`, [any(release("a*b"))]],
  [String.raw`release:C:\a`, [any(release(String.raw`C:\a`))]],
  ['!release:"1.0 \\"beta\\""', [not(release('1.0 "beta"'))]],
  ['release:[1.0, "a, b",2.*]', [any(release("1.0"), release("a, b"), release("2.", ""))]],
  ["release:[1.0]x", [any(release("[1.0]x"))]],
  ["release:latest", [any(release("latest"))]],
  ["firstRelease:1", [any({ kind: "firstRelease", version: ["1"] })]],
  ["first-release:1", [any({ kind: "firstRelease", version: ["1"] })]],
  ["assigned:me", [any(assigned("me"))]],
  ["!assigned:[me, ann@example.com]", [not(assigned("me"), assigned("ann@example.com"))]],
  ["bookmarks:me", [any({ kind: "bookmarked", by: "me" })]],
  ["level:[Error,fatal]", [any(level("error"), level("fatal"))]],
  ["environment:eu", [any({ kind: "environment", name: ["eu"] })]],
  ["project:shop", [any({ kind: "project", name: ["shop"] })]],
  ['message:"read * of"', [any(title("read ", " of"))]],
  ["has:user", [any({ kind: "has", key: "user" })]],
  ["!has:assigned", [not({ kind: "isAssigned" })]],
  ["color:blue", [any(tag("color", "blue"))]],
  ["!server_name:web-*", [not(tag("server_name", "web-", ""))]],
  ["SHOP-1a is:resolved", [any(status("resolved")), any(shop42)]],
  ["cannot read", [any(title("cannot read"))]],
  ["cannot is:resolved read", [any(status("resolved")), any(title("cannot read"))]],
  ["cannot*read", [any(title("cannot", "read"))]],
  ['"cannot: read" twice', [any(title("cannot: read")), any(title("twice"))]],
  ['!"time out"', [not(title("time out"))]],
  ["!timeout", [not(title("timeout"))]],
  ["TypeError:", [any(title("TypeError:"))]],
  ["[warn] it", [any(title("[warn] it"))]],
  ["[warn]it", [any(title("[warn]it"))]],
  ['a 5" disk', [any(title('a 5" disk'))]],
  ["foo() (twice)", [any(title("foo() (twice)"))]],
  ["timesSeen:>1", [any(within("timesSeen", { from: 2 }))]],
  ["times_seen:<=9", [any(within("timesSeen", { below: 10 }))]],
  [
    "!issue.id:[7,8]",
    [not(within("id", { from: 7, below: 8 }), within("id", { from: 8, below: 9 }))],
  ],
  ["lastSeen:-1h", [any(within("lastSeen", { from: NOW - 3_600_000 }))]],
  ["last_seen:+1d", [any(within("lastSeen", { below: NOW - 86_400_000 + 1 }))]],
  ["age:-24h", [any(within("firstSeen", { from: NOW - 86_400_000 }))]],
  ["firstSeen:>=2026-05-01", [any(within("firstSeen", { from: Date.UTC(2026, 4, 1) }))]],
  ["error.handled:true", [any({ kind: "handled", isHandled: true })]],
  ["error.unhandled:1", [any({ kind: "handled", isHandled: false })]],
  ["error.type:TypeError", [any({ kind: "errorType", name: ["TypeError"] })]],
  ["event.type:error", [any({ kind: "eventType", name: ["error"] })]],
  ["tags[color]:blue", [any(tag("color", "blue"))]],
  ["!tags[level]:[a,b]", [not(tag("level", "a"), tag("level", "b"))]],
  ["has:user.email", [any(tag("user", "email:", ""))]],
  ["has:tags[color]", [any({ kind: "has", key: "color" })]],
  ["user.id:7", [any(tag("user", "id:7"))]],
  ["!user.email:*@example.com", [not(tag("user", "email:", "@example.com"))]],
  ["user.username:ann user.ip:::1", [any(tag("user", "username:ann")), any(tag("user", "ip:::1"))]],
  ["issue:SHOP-1a", [any({ kind: "shortId", shortId: { projectSlug: "shop", counter: 42 } })]],
  ["is:unresolved AND level:error", [any(status("unresolved")), any(level("error"))]],
  ["is:unresolved and level:error", [any(status("unresolved")), any(level("error"))]],
  ["TERMS AND CONDITIONS", [any(title("TERMS")), any(title("CONDITIONS"))]],
  ["terms and conditions", [any(title("terms and conditions"))]],
  ["this or that", [any(title("this or that"))]],
])("the search %j", (query, expected) => {
  expect(parseIssueQuery(query, NOW)).toEqual(expected);
});

test.each([
  "is:fine",
  "is:constructor",
  'release:""',
  "level:[]",
  "is:[resolved,fine]",
  "timesSeen:many",
  "lastSeen:soon",
  "error.handled:perhaps",
  "issue:1",
  "issue.priority:high",
  "!stack.filename:a.js",
])("does not know %s and says so", (query) => {
  expect(parseIssueQuery(query)).toBe(`The search term ${query} is not known.`);
});

test.each([
  "level:error OR level:warning",
  "level:error or level:warning",
  "OR",
  "(level:error)",
  "!(level:error)",
  "( is:unresolved )",
  "((is:unresolved level:error) cannot)",
])("refuses %s and says what to do", (query) => {
  expect(parseIssueQuery(query)).toMatch(/^A search has no OR and no parentheses.*level:\[error/);
});

test.each(['say "hi', 'message:"hi', '"', '!"hi', 'release:["a, b]', "level:[error,fatal"])(
  "refuses %s, which is not closed",
  (query) => {
    expect(parseIssueQuery(query)).toMatch(/^The search has a quote or list that is not closed: /);
  },
);

test("any text is a search or gets a sentence, and quoting makes it a part of the title", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (query) => {
      const parsed = parseIssueQuery(query);
      expect(typeof parsed === "string" || Array.isArray(parsed)).toBe(true);
      const quoted = `"${query.replace(/["\\*]/g, String.raw`\$&`)}"`;
      expect(parseIssueQuery(quoted)).toEqual(query === "" ? [] : [any(title(query))]);
    }),
  );
});

test("any values can be listed, in quotes", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 });
  fc.assert(
    fc.property(fc.uniqueArray(text, { minLength: 1, maxLength: 9 }), (texts) => {
      const quoted = texts.map((one) => `"${one.replace(/["\\*]/g, String.raw`\$&`)}"`);
      const expected = [not(...texts.map((one) => release(one)))];
      expect(parseIssueQuery(`!release:[${quoted.join(",")}]`)).toEqual(expected);
    }),
  );
});

test("a long search takes about as long as many short ones", () => {
  const pieces = ['"', "!", "a:", '\\"', "is:x ", 'a:"\\', "a:[ ", 'a:["" ', 'a:["', "a:[b,", "*"];
  const texts = (length: number) =>
    pieces.flatMap((piece) =>
      ["", "a "].map((begin) => begin + piece.repeat(length / piece.length)),
    );
  const long = texts(200_000);
  const short = Array.from({ length: 8 }, () => texts(25_000)).flat();
  // Of this thread alone: how busy the machine is makes no difference.
  const timeOf = (queries: string[]) => {
    const before = process.threadCpuUsage();
    for (const query of queries) parseIssueQuery(query);
    const { user, system } = process.threadCpuUsage(before);
    return user + system;
  };
  const readings = Array.from({ length: 3 }, () => [timeOf(short), timeOf(long)] as const);
  const best = (which: 0 | 1) => Math.min(...readings.map((reading) => reading[which]));
  // Eight times as long, if it grew with the square.
  expect(best(1)).toBeLessThan(4 * best(0));
});
