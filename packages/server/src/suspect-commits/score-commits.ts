/** A file that a commit changed. */
export interface TouchedFile {
  commitId: number;
  repositoryId: number;
  path: string;
  /** Of the commit; of two that are as suspect, the newer one is meant. */
  authoredAt: number;
}

/** The file of a frame of the application's own code. */
export interface SuspectFile {
  path: string;
  /** Set when a code mapping tells exactly where the file is. */
  repositoryId?: number | undefined;
}

/** Of the frame of the crash, of the one that called it, and so on, as in Sentry. */
const WEIGHTS = [5, 4, 3, 2, 1];

/**
 * Which commits may have caused a crash, the most suspect first. Each frame accuses the commits that
 * touched the file most like its own: the one with most equal parts at the end of its path. A frame
 * near the crash accuses more strongly. One equal part, the mere name, is too little where both paths
 * have folders.
 * @param files of the in-app frames, the crash first; each file once
 */
export function scoreCommits(files: SuspectFile[], touched: TouchedFile[]): number[] {
  const scores = new Map<number, { score: number; authoredAt: number }>();
  for (const [index, weight] of WEIGHTS.entries()) {
    const file = files[index];
    if (!file) break;
    for (const { commitId, authoredAt } of mostAlike(file, touched)) {
      const score = (scores.get(commitId)?.score ?? 0) + weight;
      scores.set(commitId, { score, authoredAt });
    }
  }
  return [...scores]
    .toSorted(([aId, a], [bId, b]) => b.score - a.score || b.authoredAt - a.authoredAt || bId - aId)
    .map(([commitId]) => commitId);
}

/** Each commit once. */
function mostAlike(file: SuspectFile, touched: TouchedFile[]): TouchedFile[] {
  let best = 1;
  let alike = new Map<number, TouchedFile>();
  for (const candidate of touched) {
    const likeness = compareFiles(file, candidate);
    if (likeness < best) continue;
    if (likeness > best) alike = new Map();
    best = likeness;
    alike.set(candidate.commitId, candidate);
  }
  return [...alike.values()];
}

/** How many parts at the ends of the paths are equal; 0 when that is too few. */
function compareFiles(file: SuspectFile, candidate: TouchedFile): number {
  if (file.repositoryId !== undefined) {
    return file.repositoryId === candidate.repositoryId && file.path === candidate.path ? 1 : 0;
  }
  const parts = toParts(file.path);
  const others = toParts(candidate.path);
  let equal = 0;
  while (equal < parts.length && equal < others.length) {
    if (parts.at(-1 - equal) !== others.at(-1 - equal)) break;
    equal++;
  }
  const hasFolders = parts.length > 1 && others.length > 1;
  return equal === 1 && hasFolders ? 0 : equal;
}

function toParts(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}
