/** What a ref of `set-commits` names: commits up to `until`, and after `since` when it is given. */
export interface RefRange {
  since?: string;
  until: string;
}

const LONGEST_NAME = 64;

/**
 * Reads `commit` of a ref: a sha in any length, tag, branch, `HEAD`, `HEAD~3`, or a range of them.
 * @returns a sentence when it cannot be one
 */
export function parseRefRange(text: string): RefRange | string {
  const [first = "", second, ...more] = text.split("..");
  if (second === undefined) return tooLong(first) ?? { until: first };
  if (more.length > 0 || second.startsWith(".")) {
    return `${text} is not a range of two commits. Write it as v1.0..v1.1.`;
  }
  // Sentry's own words, which scripts may look for.
  if (first === "" || second === "") return "Commit cannot begin or end with ..";
  return tooLong(first) ?? tooLong(second) ?? { since: first, until: second };
}

function tooLong(name: string): string | undefined {
  if (name.length <= LONGEST_NAME) return undefined;
  return `A commit's name has at most ${LONGEST_NAME} characters; this one has ${name.length}.`;
}
