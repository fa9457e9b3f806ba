import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Full name of the branch that HEAD names, whether it exists or not. Reads the file: no process. */
export async function readDefaultBranch(gitDir: string): Promise<string> {
  const head = await readFile(join(gitDir, "HEAD"), "utf8");
  return head.replace(/^ref:/, "").trim();
}

export async function writeDefaultBranch(gitDir: string, refId: string): Promise<void> {
  const head = join(gitDir, "HEAD");
  await writeFile(`${head}.new`, `ref: ${refId}\n`);
  await rename(`${head}.new`, head);
}
