import { streamGit } from "./stream-git.ts";

/** A run of lines that one commit last touched. Dates in epoch milliseconds, lines from 1. */
export interface BlameSpan {
  commit: string;
  author: { name: string; email: string };
  authorTimestamp: number;
  committer: { name: string; email: string };
  committerTimestamp: number;
  fileName: string;
  lineNumber: number;
  spannedLines: number;
}

/** Who last touched each line of a file, spans in the order of the file. */
export async function blameFile(
  gitDir: string,
  commit: string,
  path: string,
): Promise<BlameSpan[]> {
  const spans: BlameSpan[] = [];
  const facts = new Map<string, Record<string, string>>();
  let current: BlameSpan | undefined;
  for await (const line of streamGit(
    gitDir,
    ["blame", "--incremental", commit, "--", path],
    "\n",
  )) {
    const header = /^([0-9a-f]{40}) \d+ (\d+) (\d+)$/.exec(line);
    if (header) {
      const [, hash = "", lineNumber, spannedLines] = header;
      if (!facts.has(hash)) facts.set(hash, {});
      current = emptySpan(hash, Number(lineNumber), Number(spannedLines));
      continue;
    }
    const [, key = "", value = ""] = /^(\S+) ?(.*)$/.exec(line) ?? [];
    const known = facts.get(current?.commit ?? "") ?? {};
    known[key] = value;
    // `filename` ends an entry.
    if (key === "filename" && current) spans.push(fillSpan(current, known));
  }
  return spans.sort((one, other) => one.lineNumber - other.lineNumber);
}

function emptySpan(commit: string, lineNumber: number, spannedLines: number): BlameSpan {
  const nobody = { name: "", email: "" };
  const times = { authorTimestamp: 0, committerTimestamp: 0 };
  return {
    commit,
    author: nobody,
    committer: nobody,
    ...times,
    fileName: "",
    lineNumber,
    spannedLines,
  };
}

// git tells a commit's facts with its first span only.
function fillSpan(span: BlameSpan, known: Record<string, string>): BlameSpan {
  const person = (role: string) => ({
    name: known[role] ?? "",
    email: (known[`${role}-mail`] ?? "").replace(/^<|>$/g, ""),
  });
  return {
    ...span,
    author: person("author"),
    authorTimestamp: Number(known["author-time"]) * 1000,
    committer: person("committer"),
    committerTimestamp: Number(known["committer-time"]) * 1000,
    fileName: known.filename ?? "",
  };
}
