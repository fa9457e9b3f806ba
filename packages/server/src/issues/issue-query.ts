import type { IssueStatus } from "../db/schema.ts";
import { parseShortId, type ShortId } from "./short-id.ts";

/** One thing that a search asks of issues; `negated`: that it is not so. */
export type IssueCondition = (
  | { kind: "status"; status: IssueStatus }
  /** To whom: `me`, `none`, or a user by number, name or e-mail. */
  | { kind: "assigned"; to: string }
  /** The issue has events of a release, or was first seen in it. */
  | { kind: "release" | "firstRelease"; version: string }
  | { kind: "level" | "environment"; name: string }
  /** `text`: as it was written, since other words look like a short id too. */
  | { kind: "shortId"; shortId: ShortId; text: string }
  /** A part of the title, in any case. */
  | { kind: "text"; text: string }
) & { negated: boolean };

const STATUSES = new Map<string, IssueStatus>([
  ["unresolved", "unresolved"],
  ["resolved", "resolved"],
  ["ignored", "ignored"],
  // Sentry's newer and older words for it.
  ["archived", "ignored"],
  ["muted", "ignored"],
]);

type ReadValue = (value: string) => WithoutNegation | undefined;
type WithoutNegation = IssueCondition extends infer One
  ? One extends IssueCondition
    ? Omit<One, "negated">
    : never
  : never;

/** Sentry's words and its spellings of them, without dashes and in lower case. */
const KEYS = new Map<string, ReadValue>([
  ["is", readIs],
  ["assigned", (to) => ({ kind: "assigned", to })],
  ["release", (version) => ({ kind: "release", version })],
  ["firstrelease", (version) => ({ kind: "firstRelease", version })],
  ["level", (name) => ({ kind: "level", name: name.toLowerCase() })],
  ["environment", (name) => ({ kind: "environment", name })],
]);

function readIs(value: string): WithoutNegation | undefined {
  const word = value.toLowerCase();
  if (word === "unassigned") return { kind: "assigned", to: "none" };
  const status = STATUSES.get(word);
  return status && { kind: "status", status };
}

/** `key:value`, `"several words"` or a word, with a `!` that turns it around. Linear on any input. */
const TERM = /(!?)(?:([a-z][\w.-]*):)?(?:"((?:[^"\\]|\\.)*)"|(\S+))/gi;

/** More than any person asks for, and fewer than a database takes in one statement. */
const MOST_TERMS = 100;

/**
 * Reads a search such as `is:unresolved !release:"1.0 beta" cannot read`. Words beside the terms are a part of
 * the title; a short id alone means that issue.
 * @returns a sentence for a term that is not known, or when there are too many
 */
export function parseIssueQuery(query: string): IssueCondition[] | string {
  const conditions: IssueCondition[] = [];
  const words: string[] = [];
  for (const [term, bang, key, quoted, bare] of query.matchAll(TERM)) {
    const negated = bang === "!";
    const value = quoted?.replace(/\\(.)/g, "$1") ?? bare ?? "";
    if (key !== undefined) {
      const condition = KEYS.get(key.toLowerCase().replaceAll("-", ""))?.(value);
      if (!condition || value === "") return unknownTerm(term);
      conditions.push({ ...condition, negated });
    } else if (quoted !== undefined || negated) {
      if (value !== "") conditions.push({ kind: "text", text: value, negated });
    } else words.push(value);
    if (conditions.length > MOST_TERMS) return TOO_MANY_TERMS;
  }
  return words.length === 0 ? conditions : [...conditions, toTextCondition(words.join(" "))];
}

const TOO_MANY_TERMS = `A search has at most ${MOST_TERMS} terms. Leave some out, or search twice.`;

function toTextCondition(text: string): IssueCondition {
  const shortId = parseShortId(text);
  return shortId
    ? { kind: "shortId", shortId, text, negated: false }
    : { kind: "text", text, negated: false };
}

function unknownTerm(term: string): string {
  return `The search term ${term} is not known. Use is:unresolved, is:resolved, is:ignored, is:unassigned, assigned:me, release:VERSION, firstRelease:VERSION, level:error, environment:NAME, each with a ! before it for the contrary, a short id, or words of the title; put words that have a colon in quotes.`;
}
