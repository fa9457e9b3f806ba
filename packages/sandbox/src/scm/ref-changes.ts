import type { RefChange } from "../state/entities.ts";

/** What stands in a hash's place on the missing side of an addition or deletion. */
export const zeroHash = "0".repeat(40);

/** What a push did: the branches and tags that differ between two snapshots of a repository's refs. */
export function refChangesBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): RefChange[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter(isBranchOrTag).flatMap((refId): RefChange[] => {
    const fromHash = before.get(refId);
    const toHash = after.get(refId);
    if (fromHash === toHash) return [];
    if (fromHash === undefined)
      return [{ refId, fromHash: zeroHash, toHash: toHash ?? "", type: "ADD" }];
    if (toHash === undefined) return [{ refId, fromHash, toHash: zeroHash, type: "DELETE" }];
    return [{ refId, fromHash, toHash, type: "UPDATE" }];
  });
}

function isBranchOrTag(refId: string): boolean {
  return refId.startsWith("refs/heads/") || refId.startsWith("refs/tags/");
}
