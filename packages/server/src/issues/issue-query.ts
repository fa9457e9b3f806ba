import type { IssueStatus } from "../db/schema.ts";
import { parseSearchValue, type SearchValue } from "./search-value.ts";
import { parseShortId, type ShortId } from "./short-id.ts";

/** One term of a search: that any of these is so, or when `negated`, that none is. */
export interface IssueCondition {
  anyOf: IssueCheck[];
  negated: boolean;
}

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
  /** `text`: as it was written, since other words look like a short id too. */
  | { kind: "shortId"; shortId: ShortId; text: string }
  /** Its events have a tag of this key. */
  | { kind: "has"; key: string }
  | { kind: "tag"; key: string; value: SearchValue };

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

/** Sentry's keys and its spellings of them, without dashes and in lower case. What is none is a tag. */
const KEYS = new Map<string, (value: SearchValue) => IssueCheck | undefined>([
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
]);

function readHas(key: string): IssueCheck {
  return key === "assigned" ? { kind: "isAssigned" } : { kind: "has", key };
}

/** Of values that have no wildcards. */
function textOf(value: SearchValue): string {
  return value.join("*");
}

/*
 * `key:value`, `key:[one,"another"]`, `"several words"` or a word, with a `!` that turns it around.
 * Linear on any input: what comes next is decided by one character.
 */
const TERM =
  /(!?)(?:([a-z][\w.-]*):\[((?:[^"\][]|"(?:[^"\\]|\\.)*")*)\](?!\S)|(?:([a-z][\w.-]*):)?(?:("(?:[^"\\]|\\.)*")|(\S+)))/gi;
const LISTED = /"(?:[^"\\]|\\.)*"|[^",\s][^",]*/g;

/** More than any person asks for, and fewer than a database takes in one statement. */
const MOST_CHECKS = 100;

/**
 * Reads a search such as `is:unresolved !release:[1.0,1.1] color:blue cannot read`. Words beside the
 * terms are a part of the title; a short id alone means that issue.
 * @returns a sentence for a term that cannot be, or when there are too many
 */
export function parseIssueQuery(query: string): IssueCondition[] | string {
  const conditions: IssueCondition[] = [];
  const words: string[] = [];
  let checks = 0;
  for (const [term, bang, listKey, listed, plainKey, quoted, bare = ""] of query.matchAll(TERM)) {
    const [key, negated] = [listKey ?? plainKey, bang === "!"];
    if (key === undefined && !negated && quoted === undefined) words.push(bare);
    else if (key !== undefined || quoted !== '""') {
      const values = listed === undefined ? [quoted ?? bare] : listValues(listed);
      const anyOf = values.flatMap((value) => toCheck(key, parseSearchValue(value)) ?? []);
      if (anyOf.length < Math.max(values.length, 1)) return unknownTerm(term);
      conditions.push({ anyOf, negated });
      checks += anyOf.length;
    }
    if (checks > MOST_CHECKS) return TOO_MANY_TERMS;
  }
  return words.length === 0 ? conditions : [...conditions, toTextCondition(words.join(" "))];
}

function listValues(listed: string): string[] {
  return [...new Set([...listed.matchAll(LISTED)].map(([value]) => value.trim()))];
}

function toCheck(key: string | undefined, value: SearchValue): IssueCheck | undefined {
  if (key === undefined) return { kind: "title", text: value };
  if (value.length === 1 && value[0] === "") return undefined;
  const read = KEYS.get(key.toLowerCase().replaceAll("-", ""));
  return read ? read(value) : { kind: "tag", key, value };
}

const TOO_MANY_TERMS = `A search has at most ${MOST_CHECKS} terms and values. Leave some out, or search twice.`;

function toTextCondition(text: string): IssueCondition {
  const shortId = parseShortId(text);
  const check: IssueCheck = shortId
    ? { kind: "shortId", shortId, text }
    : { kind: "title", text: parseSearchValue(text) };
  return { anyOf: [check], negated: false };
}

/** What a search may have, for people. */
export const SEARCH_SYNTAX = `is:unresolved (or ${[...IS.keys()].slice(1).join(", ")}), assigned:me, bookmarks:me, release:VERSION or release:latest, firstRelease:VERSION, level:error, environment:NAME, project:SLUG, message:"WORDS", has:TAG or a tag of the events as TAG:VALUE. A * stands for anything, [a,b] for any of several, and a ! before a term turns it around. A short id or words of the title need no key; put words that have a colon in quotes.`;

export function unknownTerm(term: string): string {
  return `The search term ${term} is not known. Use ${SEARCH_SYNTAX}`;
}
