import { streamGit } from "./stream-git.ts";
import { takeRows } from "./take-rows.ts";

/** One changed path of a commit or a comparison, from git's raw diff format. */
export interface ChangeRecord {
  /** git's letter: A, C, D, M, R, T … */
  status: string;
  /** Similarity in per cent, for C and R. */
  similarity?: number;
  path: string;
  /** Where a copied or renamed file came from. */
  sourcePath?: string;
  mode: string;
  sourceMode: string;
  contentId: string;
  sourceContentId: string;
}

/** What is compared with what. Hashes are full. */
export type Comparison =
  | { kind: "commit"; commit: string }
  | { kind: "between"; since: string; until: string }
  | { kind: "since-merge-base"; from: string; to: string };

/** `count` changes of a comparison after the first `skip`; renames and copies are detected. */
export function listChanges(
  gitDir: string,
  comparison: Comparison,
  skip: number,
  count: number,
): Promise<ChangeRecord[]> {
  return takeRows(streamChanges(gitDir, comparison), skip, count);
}

async function* streamChanges(
  gitDir: string,
  comparison: Comparison,
): AsyncGenerator<ChangeRecord, void, undefined> {
  const fields = streamGit(gitDir, [...diffCommand(comparison), "--"]);
  const nextField = async (): Promise<string> => {
    const result = await fields.next();
    return result.done ? "" : result.value;
  };
  try {
    for (let header = await nextField(); header !== ""; header = await nextField()) {
      const change = toChangeRecord(header, await nextField());
      if (change.similarity === undefined) yield change;
      else yield { ...change, sourcePath: change.path, path: await nextField() };
    }
  } finally {
    await fields.return();
  }
}

// A merge is compared with its first parent, a root commit with nothing.
const againstFirstParent = ["--format=", "--root", "--diff-merges=first-parent"];
const rawFormat = ["--raw", "-r", "-z", "--no-abbrev", "-M", "-C"];

function diffCommand(comparison: Comparison): string[] {
  switch (comparison.kind) {
    case "commit":
      return ["log", "-1", ...againstFirstParent, ...rawFormat, comparison.commit];
    case "between":
      return ["diff-tree", ...rawFormat, comparison.since, comparison.until];
    case "since-merge-base":
      return ["diff", ...rawFormat, `${comparison.to}...${comparison.from}`];
  }
}

// `:100644 100755 {hash} {hash} R090`
function toChangeRecord(header: string, path: string): ChangeRecord {
  const [sourceMode = "", mode = "", sourceContentId = "", contentId = "", status = ""] = header
    .replace(/^\s*:/, "")
    .split(" ");
  const letter = status.slice(0, 1);
  const record = { status: letter, path, mode, sourceMode, contentId, sourceContentId };
  return letter === "R" || letter === "C"
    ? { ...record, similarity: Number(status.slice(1)) }
    : record;
}
