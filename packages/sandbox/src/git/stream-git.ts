import { spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";
import { gitEnvironment } from "./git-environment.ts";
import { GitError } from "./run-git.ts";

/**
 * Runs one git command and gives its NUL-separated output field by field, as fast as the reader takes it: a
 * reader that stops early ends the process, and no more than a pipe's buffer is ever held.
 *
 * @throws GitError after the last field, when git failed
 */
export async function* streamGit(
  gitDir: string,
  args: readonly string[],
  separator = "\0",
): AsyncGenerator<string, void, undefined> {
  const child = spawn("git", ["--git-dir", gitDir, ...args], {
    env: gitEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  try {
    const decoder = new StringDecoder("utf8");
    let rest = "";
    for await (const chunk of child.stdout) {
      const fields = (rest + decoder.write(chunk as Buffer)).split(separator);
      rest = fields.pop() ?? "";
      yield* fields;
    }
    if (rest !== "") yield rest;
    const exitCode = await ended;
    if (exitCode !== 0) throw new GitError(args, exitCode, stderr);
  } finally {
    if (child.exitCode === null) child.kill();
    await ended;
  }
}
