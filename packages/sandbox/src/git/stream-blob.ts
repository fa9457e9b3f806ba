import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { gitEnvironment } from "./git-environment.ts";

/** A file's bytes as a stream; text is what has no NUL in its beginning, as git itself judges. */
export async function streamBlob(
  gitDir: string,
  contentId: string,
): Promise<{ isText: boolean; bytes: Readable }> {
  const child = spawn("git", ["--git-dir", gitDir, "cat-file", "blob", contentId], {
    env: gitEnvironment(),
    stdio: ["ignore", "pipe", "ignore"],
  });
  const bytes = child.stdout;
  bytes.on("close", () => child.kill());
  await once(bytes, "readable");
  const beginning = bytes.read() as Buffer | null;
  if (beginning === null) return { isText: true, bytes };
  bytes.unshift(beginning);
  return { isText: !beginning.subarray(0, 8000).includes(0), bytes };
}
