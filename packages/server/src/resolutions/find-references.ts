import { parseShortId } from "../issues/short-id.ts";
import type { IssueReference } from "./issue-reference.ts";
import { parseIssueUrl } from "./issue-url.ts";
import { tokenizeLine } from "./line-tokens.ts";

const LINE_END = /[\n\v\f\r\u0085\u2028\u2029]/;
/** Spares the work on most lines; which word is a keyword, and which is negated, the tokens tell. */
const KEYWORD = /fix|close|resolve/i;
const MARKDOWN_LINK = /\[([^[\]]{0,999})\]\(([^()[\]]{0,999})\)/g;

/**
 * The issues that a commit message names after a keyword (`Fixes SHOP-1, SHOP-2`), in order, each once. From
 * the keyword on, words, blanks, commas and `&` may stand before and between the references; anything else
 * ends the list. As Sentry reads it, except that a list ends with its line and a negated keyword starts
 * none: the test beside this file is the whole truth table. Takes linear time on any input.
 *
 * Addresses of issue pages count when `ownHost`, the public URL of this service, is given.
 */
export function findReferences(
  message: string,
  options: { ownHost?: string } = {},
): IssueReference[] {
  const ownHost = options.ownHost === undefined ? undefined : new URL(options.ownHost).host;
  const found = new Map<string, IssueReference>();
  for (const line of message.split(LINE_END)) {
    if (!KEYWORD.test(line)) continue;
    for (const reference of referencesInLine(unlink(line, ownHost), ownHost)) {
      const key = identify(reference);
      if (!found.has(key)) found.set(key, reference);
    }
  }
  return [...found.values()];
}

function* referencesInLine(line: string, ownHost: string | undefined): Generator<IssueReference> {
  let inList = false;
  for (const token of tokenizeLine(line)) {
    if (token.kind === "keyword") {
      inList = !token.negated && (inList || token.opensList);
    } else if (token.kind === "other") {
      inList = false;
    } else if (inList) {
      const isUrl = token.kind === "url";
      const reference = isUrl ? toIssue(token.text, ownHost) : toShortId(token.text);
      if (reference) yield reference;
      inList = !token.colon && (reference !== undefined || !(isUrl || token.wrapped));
    }
  }
}

/** Puts the text of a Markdown link in the link's place, or its URL where only that names an issue. */
function unlink(line: string, ownHost: string | undefined): string {
  return line.replace(MARKDOWN_LINK, (_, text: string, target: string) => {
    const [url = ""] = target.split(/\s/, 1);
    const namedByUrl = !text.includes("-") && toIssue(url, ownHost) !== undefined;
    return ` ${namedByUrl ? url : text} `;
  });
}

function toIssue(url: string, ownHost: string | undefined): IssueReference | undefined {
  return ownHost === undefined ? undefined : parseIssueUrl(url, ownHost);
}

function toShortId(word: string): IssueReference | undefined {
  const text = /[^-](?:.*[^-])?/.exec(word)?.[0] ?? "";
  const shortId = parseShortId(text);
  return shortId && { kind: "shortId", ...shortId, text };
}

function identify(reference: IssueReference): string {
  if (reference.kind === "issueId") return `${reference.issueId}`;
  return `${reference.projectSlug}-${reference.counter}`;
}
