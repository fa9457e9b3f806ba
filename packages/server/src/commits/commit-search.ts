/** What can be found among a million commits without reading them. */
export type CommitSearch =
  /** The first digits of shas, in lower case. */
  | { kind: "sha"; digits: string }
  /** All of an author. */
  | { kind: "author"; email: string };

/** @returns undefined when the text is neither of the two */
export function parseCommitSearch(text: string): CommitSearch | undefined {
  if (/^[0-9a-f]{4,40}$/i.test(text)) return { kind: "sha", digits: text.toLowerCase() };
  if (/^[^@\s]+@[^@\s]+$/.test(text)) return { kind: "author", email: text.toLowerCase() };
  return undefined;
}
