import type { ChangeRecord } from "../git/list-changes.ts";
import { toPath } from "./to-path.ts";

const types: Record<string, { type: string; gitChangeType: string }> = {
  A: { type: "ADD", gitChangeType: "ADD" },
  C: { type: "COPY", gitChangeType: "COPY" },
  D: { type: "DELETE", gitChangeType: "DELETE" },
  M: { type: "MODIFY", gitChangeType: "MODIFY" },
  R: { type: "MOVE", gitChangeType: "RENAME" },
  T: { type: "MODIFY", gitChangeType: "MODIFY" },
};
const unknownType = { type: "UNKNOWN", gitChangeType: "UNKNOWN" };

/**
 * A changed path. `srcPath` only where there is another source; `executable` not on a deletion,
 * `srcExecutable` not on an addition; `percentUnchanged` is -1 where git did not compare contents.
 */
export function toChange(change: ChangeRecord, links: { self: { href: string }[] }) {
  const { type, gitChangeType } = types[change.status] ?? unknownType;
  return {
    contentId: change.contentId,
    fromContentId: change.sourceContentId,
    path: toPath(change.path),
    ...(type === "DELETE" ? {} : { executable: isExecutable(change.mode) }),
    percentUnchanged: change.similarity ?? -1,
    type,
    nodeType: isSubmodule(change) ? "SUBMODULE" : "FILE",
    ...(change.sourcePath === undefined ? {} : { srcPath: toPath(change.sourcePath) }),
    ...(type === "ADD" ? {} : { srcExecutable: isExecutable(change.sourceMode) }),
    links,
    properties: { gitChangeType },
  };
}

function isExecutable(mode: string): boolean {
  return mode === "100755";
}

function isSubmodule(change: ChangeRecord): boolean {
  return (change.status === "D" ? change.sourceMode : change.mode) === "160000";
}
