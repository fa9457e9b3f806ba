import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { gitEnvironment } from "./git-environment.ts";

/** What a patch holds: full hashes. */
export type PatchRange =
  | { kind: "commit"; commit: string }
  | { kind: "between"; since: string; until: string }
  | { kind: "ancestors"; until: string };

/** `git format-patch`, oldest commit first and merges left out, as a stream of text. */
export function streamPatch(gitDir: string, range: PatchRange): Readable {
  const args = ["--git-dir", gitDir, "format-patch", "--stdout", ...revisionsOf(range), "--"];
  const child = spawn("git", args, { env: gitEnvironment(), stdio: ["ignore", "pipe", "ignore"] });
  child.stdout.on("close", () => child.kill());
  return child.stdout;
}

function revisionsOf(range: PatchRange): string[] {
  switch (range.kind) {
    case "commit":
      return ["-1", range.commit];
    case "between":
      return [`${range.since}..${range.until}`];
    case "ancestors":
      return ["--root", range.until];
  }
}
