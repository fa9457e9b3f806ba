/** What git calls a revision: a name, then steps from a commit to one of its parents. */
export interface Revision {
  /** A sha, short sha, ref name or `HEAD`. */
  base: string;
  /** For each step which parent to take; 0 is the first. */
  steps: number[];
}

/** More steps than this cannot be meant, and each of them may cost a page of commits. */
const MOST_STEPS = 1_000;

/**
 * Reads `HEAD~2`, `v1.0^` or `main^2~3`. Neither `~` nor `^` can be part of a ref's name.
 * @returns undefined for what is no such revision
 */
export function parseRevision(text: string): Revision | undefined {
  const [matched, base, suffixes = ""] = /^([^~^]+)((?:[~^]\d*)*)$/.exec(text.trim()) ?? [];
  if (matched === undefined || base === undefined) return undefined;
  const steps: number[] = [];
  for (const [, kind, digits = ""] of suffixes.matchAll(/([~^])(\d*)/g)) {
    const count = digits === "" ? 1 : Number(digits);
    if (count > MOST_STEPS) return undefined;
    if (kind === "~") steps.push(...Array<number>(count).fill(0));
    else if (count > 0) steps.push(count - 1);
  }
  return steps.length > MOST_STEPS ? undefined : { base, steps };
}
