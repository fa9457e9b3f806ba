import type { Change, ChangeType } from "@sentry-bitbucket-server/bitbucket-client";
import type { FileChange } from "../../commits/types.ts";

const letters: Record<ChangeType, FileChange["type"]> = {
  ADD: "A",
  COPY: "A",
  DELETE: "D",
  MODIFY: "M",
  MOVE: "A",
  UNKNOWN: "M",
};

/**
 * Bitbucket's changes in Sentry's letters, each path once: a move takes a file away and adds one, and
 * a path that is both taken away and added was modified.
 */
export function toFileChanges(changes: readonly Change[]): FileChange[] {
  const files = new Map<string, FileChange["type"]>();
  const note = (path: string, type: FileChange["type"]) => {
    const known = files.get(path);
    files.set(path, known === undefined || known === type ? type : "M");
  };
  for (const { type, path, srcPath } of changes) {
    if (type === "MOVE" && srcPath !== undefined) note(srcPath, "D");
    note(path, letters[type]);
  }
  return [...files].map(([path, type]) => ({ path, type }));
}
