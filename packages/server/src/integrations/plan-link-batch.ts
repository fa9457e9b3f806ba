/** `waiting` until it is linked, or was refused. */
export type LinkState = "waiting" | "linked" | "failed";

/** A repository that is linked together with others, and how far that is. */
export interface BatchedLink {
  /** `KEY/slug`. */
  name: string;
  state: LinkState;
}

/**
 * What asking for some repositories to be linked makes of what was asked before: they join it while it is under
 * way, or when something that failed in it is tried again; what is over otherwise is forgotten.
 * @returns `wanted`: those that do not wait already, each once
 */
export function planLinkBatch(
  known: readonly BatchedLink[],
  names: readonly string[],
): { isNew: boolean; wanted: string[] } {
  const stateOf = new Map(known.map(({ name, state }) => [name, state]));
  const isOver = known.every(({ state }) => state !== "waiting");
  const isAgain = names.some((name) => stateOf.get(name) === "failed");
  const wanted = [...new Set(names)].filter((name) => stateOf.get(name) !== "waiting");
  return { isNew: isOver && !isAgain, wanted };
}
