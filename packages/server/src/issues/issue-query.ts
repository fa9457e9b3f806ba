import { type IssueCheck, readTerm } from "./search-key.ts";
import { parseSearchValue } from "./search-value.ts";
import { parseShortId } from "./short-id.ts";

/** One term of a search: that any of these is so, or when `negated`, that none is. */
export interface IssueCondition {
  anyOf: IssueCheck[];
  negated: boolean;
}

/*
 * `key:value`, `key:[one,"another"]`, `"several words"` or a word, with a `!` that turns it around.
 * Linear on any input: what comes next is decided by one character.
 */
const TERM =
  /(!?)(?:([a-z][\w.-]*|tags\[[\w.-]+\]):\[((?:[^"\][]|"(?:[^"\\]|\\.)*")*)\](?!\S)|(?:([a-z][\w.-]*|tags\[[\w.-]+\]):)?(?:("(?:[^"\\]|\\.)*")|(\S+)))/gi;
const LISTED = /"(?:[^"\\]|\\.)*"|[^",\s][^",]*/g;

/** More than any person asks for, and fewer than a database takes in one statement. */
const MOST_CHECKS = 100;

/**
 * Reads a search such as `is:unresolved !release:[1.0,1.1] color:blue cannot read`. Words beside the
 * terms are a part of the title; a short id alone means that issue.
 * @param now epoch ms
 * @returns a sentence for a term that cannot be, or when there are too many
 */
export function parseIssueQuery(query: string, now = Date.now()): IssueCondition[] | string {
  const conditions: IssueCondition[] = [];
  const words: string[] = [];
  let checks = 0;
  for (const [term, bang, listKey, listed, plainKey, quoted, bare = ""] of query.matchAll(TERM)) {
    const [key, negated] = [listKey ?? plainKey, bang === "!"];
    const problem = findProblem(key, bare);
    if (problem !== undefined) return problem;
    if (key === undefined && !negated && quoted === undefined) words.push(bare);
    else if (key !== undefined || quoted !== '""') {
      const values = listed === undefined ? [quoted ?? bare] : listValues(listed);
      const anyOf = values.flatMap((value) => toCheck(key, value, now) ?? []);
      if (anyOf.length < Math.max(values.length, 1)) return unknownTerm(term);
      conditions.push({ anyOf, negated });
      checks += anyOf.length;
    }
    if (checks > MOST_CHECKS) return TOO_MANY_TERMS;
  }
  const texts = joinWords(words);
  if (texts.includes("or")) return NO_BOOLEANS;
  return [...conditions, ...texts.map(toTextCondition)];
}

/** @returns why what is neither quoted nor a list cannot be read as it is meant */
function findProblem(key: string | undefined, bare: string): string | undefined {
  if (/^\[?"/.test(bare) || (key !== undefined && /^\[[^\]]*$/.test(bare))) return notClosed(bare);
  if (key !== undefined) return undefined;
  const isBoolean = bare === "OR" || /^([()]+|\(+!?[a-z][\w.-]*:.+)$/i.test(bare);
  return isBoolean ? NO_BOOLEANS : undefined;
}

const NO_BOOLEANS =
  "A search has no OR and no parentheses: all of its terms hold. Ask for one of several values as in level:[error,warning], and put words of a title in quotes.";

function notClosed(text: string): string {
  return `The search has a quote or list that is not closed: ${text}. Close it, or leave it out.`;
}

/** The texts between AND, which says what is so anyway; in small letters only where it stands alone. */
function joinWords(words: string[]): string[] {
  const texts = words.join(" ").split(/(?:^| )AND(?= |$)/);
  return texts.map((text) => text.trim()).filter((text) => text !== "" && text !== "and");
}

function listValues(listed: string): string[] {
  return [...new Set([...listed.matchAll(LISTED)].map(([value]) => value.trim()))];
}

function toCheck(key: string | undefined, written: string, now: number): IssueCheck | undefined {
  const value = parseSearchValue(written);
  if (key === undefined) return { kind: "title", text: value };
  if (value.length === 1 && value[0] === "") return undefined;
  return readTerm(key, value, now);
}

const TOO_MANY_TERMS = `A search has at most ${MOST_CHECKS} terms and values. Leave some out, or search twice.`;

function toTextCondition(text: string): IssueCondition {
  const shortId = parseShortId(text);
  const check: IssueCheck = shortId
    ? { kind: "shortId", shortId, text }
    : { kind: "title", text: parseSearchValue(text) };
  return { anyOf: [check], negated: false };
}

function unknownTerm(term: string): string {
  return `The search term ${term} is not known.`;
}
