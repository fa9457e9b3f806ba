import { negatesNext } from "./negation.ts";

/** What a line of a message is made of, as far as naming issues goes. */
export type LineToken =
  /** `Fixes` and its like; a list of references may follow where a colon or a blank stands next to it. */
  | { kind: "keyword"; negated: boolean; opensList: boolean }
  /** `wrapped`: in brackets, in backticks or after `#`. `colon`: a colon follows. */
  | { kind: "word" | "url"; text: string; wrapped: boolean; colon: boolean }
  /** What cannot be part of a list. */
  | { kind: "other" };

const KEYWORDS = new Set(
  "fix fixes fixed close closes closed resolve resolves resolved".split(" "),
);

/**
 * Groups: opening marks, URL, word, closing marks, colon; separators. Every repetition is bounded, so that a token
 * costs at most a constant and a line takes linear time and little stack; what is longer falls into pieces.
 */
const TOKEN = new RegExp(
  [
    "([#(`<[]{0,9})(?:",
    '(https?://[^\\s<>()[\\]`",]{0,999}[^\\s<>()[\\]`",.;:!?*_\'])',
    "|([\\p{L}\\p{M}\\p{N}_'’-]{1,999})",
    ")([)`>\\]]{0,9})(:?)",
    "|([\\s,&]{1,999})",
    "|[#(`<[]{1,9}|.",
  ].join(""),
  "giu",
);

/** Ends what a negation can reach, as in `Do not panic, fixes SHOP-1`. Emphasis does not: `does **not** fix`. */
const CLAUSE_END = /[,.;:!?()]/;

/** The tokens of one line, given without its line end; separators (blanks, `,` and `&`) are left out. */
export function* tokenizeLine(line: string): Generator<LineToken> {
  let negated = false;
  for (const match of line.matchAll(TOKEN)) {
    const [token, open = "", url, word, close = "", colon, separator] = match;
    if (word !== undefined) {
      const heard = hear(word, negated);
      negated = heard.negatesNext;
      if (heard.keyword) {
        const followed = colon === ":" || /\s/.test(line.charAt(match.index + token.length));
        yield { kind: "keyword", negated: heard.negated, opensList: followed && close === "" };
        continue;
      }
    } else if (CLAUSE_END.test(token)) negated = false;

    const text = word ?? url;
    const kind = word === undefined ? "url" : "word";
    if (text !== undefined)
      yield { kind, text, wrapped: open + close !== "", colon: colon === ":" };
    else if (separator === undefined) yield { kind: "other" };
  }
}

/** Reads `hot-fix` as two words, as Sentry does: a keyword may follow a dash, and `not-fixed` is negated. */
function hear(word: string, negatedBefore: boolean) {
  const dash = word.lastIndexOf("-");
  const last = word.slice(dash + 1).toLowerCase();
  const first = dash < 0 ? [] : word.slice(0, dash).toLowerCase().split("-");
  const negated = first.reduce(negatesNext, negatedBefore);
  return { keyword: KEYWORDS.has(last), negated, negatesNext: negatesNext(negated, last) };
}
