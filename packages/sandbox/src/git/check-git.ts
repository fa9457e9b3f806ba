import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { gitEnvironment } from "./git-environment.ts";

/** `merge-tree --write-tree`, with which pull requests are merged, came with 2.38. */
const oldest = { major: 2, minor: 38 };

/** @throws Error with a sentence for the user when git is missing or too old */
export async function checkGit(): Promise<void> {
  const { major, minor } = oldest;
  const needed = `The sandbox needs git ${major}.${minor} or newer`;
  const version = await readVersion().catch((cause: unknown) => {
    throw new Error(`${needed}, and there is no git in the PATH.`, { cause });
  });
  const [, ownMajor, ownMinor] = /(\d+)\.(\d+)/.exec(version) ?? [];
  const isRecent =
    Number(ownMajor) > major || (Number(ownMajor) === major && Number(ownMinor) >= minor);
  if (!isRecent) throw new Error(`${needed}; this is ${version.trim()}.`);
}

async function readVersion(): Promise<string> {
  const { stdout } = await promisify(execFile)("git", ["--version"], { env: gitEnvironment() });
  return stdout;
}
