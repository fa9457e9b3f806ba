import { type Ref, type RefChange, ZERO_SHA } from "../commits/types.ts";

/**
 * What must have happened to the refs of a repository between what was recorded and what there is now:
 * one change for each that differs, deletions last.
 * @param recorded by full name
 */
export function planRefChanges(
  recorded: ReadonlyMap<string, string>,
  now: readonly Ref[],
): RefChange[] {
  const there = new Set(now.map(({ ref }) => ref));
  const gone = [...recorded.keys()].filter((ref) => !there.has(ref));
  return [
    ...now.map(({ ref, sha }) => toRefChange(ref, recorded.get(ref), sha)),
    ...gone.map((ref) => toRefChange(ref, recorded.get(ref), ZERO_SHA)),
  ].filter(({ fromSha, toSha }) => fromSha !== toSha);
}

function toRefChange(ref: string, fromSha = ZERO_SHA, toSha: string): RefChange {
  const refType = ref.startsWith("refs/tags/") ? "tag" : "branch";
  const type = toSha === ZERO_SHA ? "delete" : fromSha === ZERO_SHA ? "add" : "update";
  return { ref, refType, type, fromSha, toSha };
}

/**
 * Another branch is the default branch now: to the policy of resolution it is as if the default branch
 * had moved from the head of the one to that of the other.
 * @param heads where both were and are; undefined for one that is not there
 */
export function planDefaultBranchChange(
  ref: string,
  { before, now }: { before: string | undefined; now: string | undefined },
): RefChange[] {
  if (now === undefined || now === before) return [];
  return [toRefChange(ref, before, now)];
}

/**
 * Whether a delivery came after the host's log had told of its push: it may have set a ref back, as that of
 * a branch that was deleted since.
 * @param applied since the log was last read
 * @param logged since then
 */
export function hasLateChange(
  applied: readonly Pick<RefChange, "ref" | "fromSha" | "toSha">[],
  logged: readonly RefChange[],
): boolean {
  return applied.some(
    ({ ref, fromSha, toSha }) =>
      !logged.some((one) => one.ref === ref && one.fromSha === fromSha && one.toSha === toSha),
  );
}
