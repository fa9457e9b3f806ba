import type { IssueStatus } from "../db/schema.ts";
import { parseNumberRange, parseTimeRange, type SearchRange } from "./search-range.ts";
import type { SearchValue } from "./search-value.ts";
import { parseShortId, type ShortId } from "./short-id.ts";

/** One thing that may be so of an issue. */
export type IssueCheck =
  | { kind: "status"; status: IssueStatus }
  | { kind: "substatus"; substatus: string }
  /** To whom: `me`, `none`, or a user by number, name or e-mail. */
  | { kind: "assigned"; to: string }
  | { kind: "isAssigned" }
  /** By whom: `me`, or a user likewise. */
  | { kind: "bookmarked"; by: string }
  /** The issue has events of a release, or was first seen in it. `latest`: of its project. */
  | { kind: "release" | "firstRelease"; version: SearchValue }
  | { kind: "level" | "environment" | "project"; name: SearchValue }
  /** The title has this as a part. */
  | { kind: "title"; text: SearchValue }
  /** `text`: as it was written without a key, since other words look like a short id too. */
  | { kind: "shortId"; shortId: ShortId; text?: string }
  | { kind: "range"; column: RangeColumn; range: SearchRange }
  /** Whether none of its events was left to the runtime. */
  | { kind: "handled"; isHandled: boolean }
  /** What its newest event threw. */
  | { kind: "errorType"; name: SearchValue }
  /** `error`, or `default` of what is only a message. */
  | { kind: "eventType"; name: SearchValue }
  /** Its events have a tag of this key. */
  | { kind: "has"; key: string }
  | { kind: "tag"; key: string; value: SearchValue };

/** Times are in epoch ms. */
export type RangeColumn = "id" | "timesSeen" | "firstSeen" | "lastSeen";

/** Sentry's words for what an issue is. The newer ones are `archived…`, the older `ignored` and `muted`. */
const IS = new Map<string, IssueCheck>([
  ["unresolved", { kind: "status", status: "unresolved" }],
  ["resolved", { kind: "status", status: "resolved" }],
  ["ignored", { kind: "status", status: "ignored" }],
  ["archived", { kind: "status", status: "ignored" }],
  ["muted", { kind: "status", status: "ignored" }],
  ["assigned", { kind: "isAssigned" }],
  ["unassigned", { kind: "assigned", to: "none" }],
  ...["new", "ongoing", "regressed", "escalating"].map(toSubstatus),
  ...["archived_until_escalating", "archived_until_condition_met", "archived_forever"].flatMap(
    (substatus) => [
      toSubstatus(substatus),
      [substatus.slice("archived_".length), { kind: "substatus", substatus }] as const,
    ],
  ),
]);

function toSubstatus(substatus: string): [string, IssueCheck] {
  return [substatus, { kind: "substatus", substatus }];
}

type ReadCheck = (value: SearchValue, now: number) => IssueCheck | undefined;

/** Sentry's keys, in lower case and without dashes. What is none is a tag. */
const KEYS = new Map<string, ReadCheck>([
  ["is", (value) => IS.get(textOf(value).toLowerCase())],
  ["assigned", (value) => ({ kind: "assigned", to: textOf(value) })],
  ["bookmarks", (value) => ({ kind: "bookmarked", by: textOf(value) })],
  ["release", (version) => ({ kind: "release", version })],
  ["firstrelease", (version) => ({ kind: "firstRelease", version })],
  ["level", (name) => ({ kind: "level", name: name.map((part) => part.toLowerCase()) })],
  ["environment", (name) => ({ kind: "environment", name })],
  ["project", (name) => ({ kind: "project", name })],
  ["message", (text) => ({ kind: "title", text })],
  ["title", (text) => ({ kind: "title", text })],
  ["has", (value) => readHas(textOf(value))],
  ["issue", (value) => readIssue(textOf(value))],
  ["issue.id", (value) => inRange("id", parseNumberRange(textOf(value)))],
  ["timesseen", (value) => inRange("timesSeen", parseNumberRange(textOf(value)))],
  ["lastseen", (value, now) => inRange("lastSeen", parseTimeRange(textOf(value), now))],
  ["firstseen", (value, now) => inRange("firstSeen", parseTimeRange(textOf(value), now))],
  ["age", (value, now) => inRange("firstSeen", parseTimeRange(textOf(value), now))],
  ["error.handled", (value) => readHandled(textOf(value), true)],
  ["error.unhandled", (value) => readHandled(textOf(value), false)],
  ["error.type", (name) => ({ kind: "errorType", name })],
  ["event.type", (name) => ({ kind: "eventType", name: name.map((part) => part.toLowerCase()) })],
  ...["id", "email", "username", "ip"].map((what) => [`user.${what}`, readUser(what)] as const),
]);

function readHas(key: string): IssueCheck {
  if (key === "assigned") return { kind: "isAssigned" };
  const [, what] = /^user\.(id|email|username|ip)$/.exec(key) ?? [];
  if (what !== undefined) return { kind: "tag", key: "user", value: [`${what}:`, ""] };
  return { kind: "has", key: tagIn(key) ?? key };
}

/** Sentry writes `tags[level]` for a tag that is called like a key of its own. */
function tagIn(key: string): string | undefined {
  return /^tags\[(.+)\]$/i.exec(key)?.[1];
}

function readIssue(text: string): IssueCheck | undefined {
  const shortId = parseShortId(text);
  return shortId && { kind: "shortId", shortId };
}

function inRange(column: RangeColumn, range: SearchRange | undefined): IssueCheck | undefined {
  return range && { kind: "range", column, range };
}

function readHandled(text: string, isAsked: boolean): IssueCheck | undefined {
  if (/^(1|true)$/i.test(text)) return { kind: "handled", isHandled: isAsked };
  if (/^(0|false)$/i.test(text)) return { kind: "handled", isHandled: !isAsked };
  return undefined;
}

/** The tag `user` is `id:7`, or what else is known first of a user: see `ingest/event-tags.ts`. */
function readUser(what: string): ReadCheck {
  return ([first = "", ...rest]) => ({
    kind: "tag",
    key: "user",
    value: [`${what}:${first}`, ...rest],
  });
}

/** What Sentry finds by other means than tags, and we do not. */
const NOT_SUPPORTED =
  /^(assignedorsuggested|detector|subscribed|regressedinrelease|trace|(event\.)?timestamp|issue\..*|error\..*|(stack|http|sdk|geo|release)\..*)$/;

/**
 * What a term asks.
 * @param now epoch ms
 * @returns undefined when it cannot be so
 */
export function readTerm(key: string, value: SearchValue, now: number): IssueCheck | undefined {
  const tag = tagIn(key);
  if (tag !== undefined) return { kind: "tag", key: tag, value };
  const known = key.toLowerCase().replace(/[-_]/g, "");
  const read = KEYS.get(known);
  if (read) return read(value, now);
  return NOT_SUPPORTED.test(known) ? undefined : { kind: "tag", key, value };
}

/** Of values that have no wildcards. */
function textOf(value: SearchValue): string {
  return value.join("*");
}

/** What a search may have, for people. */
export const SEARCH_SYNTAX = `is:unresolved (or ${[...IS.keys()].slice(1).join(", ")}), assigned:me, bookmarks:me, release:VERSION or release:latest, firstRelease:VERSION, level:error, environment:NAME, project:SLUG, issue:SHORT-ID, message:"WORDS", timesSeen:>10, lastSeen:-24h (or firstSeen; -: since then, +: before then, or with <, <=, >, >= a date), error.type:NAME, error.handled:true, event.type:error, user.id:ID (or email, username, ip: by what an event names first of its user, in the order id, username, email, ip), has:TAG or a tag of the events as TAG:VALUE. A * stands for anything, [a,b] for any of several, and a ! before a term turns it around; there are no OR and no parentheses. A short id or words of the title need no key; put words that have a colon in quotes.`;
