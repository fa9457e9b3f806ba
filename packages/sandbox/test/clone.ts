import { execFile } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { devNull } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const environment = {
  PATH: process.env.PATH,
  HOME: devNull,
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_SYSTEM: devNull,
  GIT_TERMINAL_PROMPT: "0",
  GIT_AUTHOR_NAME: "Jane Citizen",
  GIT_AUTHOR_EMAIL: "jane@example.com",
  GIT_COMMITTER_NAME: "Jane Citizen",
  GIT_COMMITTER_EMAIL: "jane@example.com",
};

/** A working copy, driven by the real git. */
export class Clone {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  static async of(url: string, folder: string): Promise<Clone> {
    const clone = new Clone(folder);
    await clone.git("clone", "--quiet", url, ".");
    return clone;
  }

  /** Runs git; fails with its words. @returns its output without the last line end */
  async git(...args: string[]): Promise<string> {
    const { stdout } = await run("git", args, { cwd: this.folder, env: environment });
    return stdout.trimEnd();
  }

  async write(path: string, content: string, mode?: number): Promise<void> {
    const file = join(this.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    if (mode !== undefined) await chmod(file, mode);
  }

  /** Commits the given files, and whatever else has changed. @returns the commit's hash */
  async commit(message: string, files: Record<string, string> = {}): Promise<string> {
    for (const [path, content] of Object.entries(files)) await this.write(path, content);
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--allow-empty", "-m", message);
    return this.git("rev-parse", "HEAD");
  }

  async push(...args: string[]): Promise<void> {
    await this.git("push", "--quiet", "origin", ...(args.length > 0 ? args : ["HEAD"]));
  }

  /** `count` commits on `branch` by one process, each changing one file; the working copy is left behind. */
  async importCommits(branch: string, count: number): Promise<void> {
    const lines: string[] = [];
    for (let n = 1; n <= count; n += 1) {
      lines.push(
        `commit refs/heads/${branch}`,
        `committer Jane Citizen <jane@example.com> ${1_700_000_000 + n} +0000`,
        ...data(`Commit ${n}`),
        "M 644 inline counter.txt",
        ...data(String(n)),
      );
    }
    const child = run("git", ["fast-import", "--quiet", "--force"], {
      cwd: this.folder,
      env: environment,
    });
    child.child.stdin?.end(`${lines.join("\n")}\n`);
    await child;
  }
}

function data(text: string): string[] {
  return [`data ${Buffer.byteLength(text)}`, text];
}
