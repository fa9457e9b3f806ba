/**
 * A value of a search: the texts between its wildcards. `shop@1.*` is `["shop@1.", ""]`, and a value
 * of one text is that text and nothing else.
 */
export type SearchValue = string[];

/** A `*` stands for anything; `\*` is the character. Between quotes `\` is written before `"` and `\` too. */
export function parseSearchValue(written: string): SearchValue {
  const isQuoted = written.length > 1 && written.startsWith('"') && written.endsWith('"');
  const text = isQuoted ? written.slice(1, -1) : written;
  const parts: SearchValue = [""];
  for (const [piece, escaped] of text.matchAll(isQuoted ? QUOTED_PIECE : BARE_PIECE)) {
    if (piece === "*") parts.push("");
    else parts[parts.length - 1] += escaped ?? piece;
  }
  return parts;
}

const QUOTED_PIECE = /\\(.)|\*|[^\\*]+|\\/gs;
/** Windows' paths have backslashes that mean themselves. */
const BARE_PIECE = /\\(\*)|\*|[^\\*]+|\\/g;
