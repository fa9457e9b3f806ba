import { spawn } from "node:child_process";
import { gitEnvironment } from "./git-environment.ts";

/** A git process that failed: `stderr` says why, in git's words. */
export class GitError extends Error {
  override readonly name = "GitError";
  readonly exitCode: number | null;
  readonly stderr: string;

  constructor(args: readonly string[], exitCode: number | null, stderr: string) {
    super(`git ${args[0]} failed with ${exitCode}: ${stderr.trim()}`);
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

export interface RunGitOptions {
  /** Written to the process's standard input. */
  input?: string;
  env?: Record<string, string>;
  /** Exit codes that are answers and not failures; default only 0. */
  accept?: readonly number[];
}

/**
 * Runs one git command to its end and gives its output as text. For answers that are small by nature; what
 * may be long is read with `streamGit`.
 *
 * @throws GitError when git ends with another exit code than the accepted ones
 */
export async function runGit(
  gitDir: string,
  args: readonly string[],
  options: RunGitOptions = {},
): Promise<string> {
  const child = spawn("git", ["--git-dir", gitDir, ...args], {
    env: gitEnvironment(options.env),
  });
  const chunks: Buffer[] = [];
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  // git may end without reading its input; that is then told by its exit code.
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (exitCode === null || !(options.accept ?? [0]).includes(exitCode)) {
    throw new GitError(args, exitCode, stderr);
  }
  return Buffer.concat(chunks).toString("utf8");
}
