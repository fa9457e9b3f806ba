interface Parented {
  sha: string;
  parents: string[];
}

/**
 * Walks from a commit to its ancestor, in one pass over the history that starts at that commit. A
 * parent may come before the child that leads to it, when clocks were wrong, so what went by is
 * remembered.
 * @param steps for each step which parent to take; 0 is the first
 * @returns undefined when the history ends before
 */
export async function findAncestor(
  history: AsyncIterable<Parented>,
  start: string,
  steps: readonly number[],
): Promise<string | undefined> {
  if (steps.length === 0) return start;
  const parentsOf = new Map<string, string[]>();
  let [sha, taken] = [start, 0];
  for await (const commit of history) {
    parentsOf.set(commit.sha, commit.parents);
    for (let parents = parentsOf.get(sha); parents; parents = parentsOf.get(sha)) {
      const parent = parents[steps[taken] ?? 0];
      if (parent === undefined) return undefined;
      [sha, taken] = [parent, taken + 1];
      if (taken === steps.length) return sha;
    }
  }
  return undefined;
}
