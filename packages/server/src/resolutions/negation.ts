const NEGATIONS = new Set(
  "not never no nor neither cannot without unable dont doesnt didnt wont cant isnt wasnt".split(
    " ",
  ),
);

/** Words that may stand between a negation and what it negates: `not yet fixed`, `unable to fix`. */
const FILLERS = new Set(
  (
    "a an the any be been being yet even quite always longer to able going trying meant supposed " +
    "intended auto"
  ).split(" "),
);

/**
 * Whether the word after `word` is negated, given whether `word` itself was. Takes lower case;
 * `doesn't` may have any apostrophe, or none.
 */
export function negatesNext(negated: boolean, word: string): boolean {
  if (NEGATIONS.has(word) || (word.endsWith("t") && /n['’ʼ]t$/.test(word))) return true;
  return negated && (FILLERS.has(word) || word.endsWith("ly"));
}
