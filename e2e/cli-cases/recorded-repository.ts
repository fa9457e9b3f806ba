import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { git } from "../world/git.ts";
import { runProgram } from "../world/run-program.ts";

/** The first of the three commits of the recorded clone. */
export const FIRST_SHA = "518c22935fb8a065b0d04557ff7aa9a53753915d";

/** Makes the clone in which the cases were recorded: fixed authors and times give fixed shas. */
export async function makeRecordedRepository(folder: string): Promise<void> {
  await mkdir(join(folder, "src"), { recursive: true });
  await git(folder, "init", "--quiet", "-b", "main");
  await write(folder, "src/a.js", "a=1\n");
  await commit(folder, 1, "initial");
  await write(folder, "src/a.js", "a=2\n");
  await write(folder, "src/b.js", "b\n");
  await commit(folder, 2, "Fix crash\n\nFixes WEB-1");
  await rm(join(folder, "src/b.js"));
  await rename(join(folder, "src/a.js"), join(folder, "src/c.js"));
  await commit(folder, 3, "rename a to c, drop b");
  await git(folder, "tag", "v1.0");
  await git(folder, "remote", "add", "origin", "nowhere");
  await write(folder, "cm.json", '[{"stackRoot":"app/","sourceRoot":"src/"}]');
  await mkdir(join(folder, "dist"));
  await write(folder, "dist/app.js", "x\n//# sourceMappingURL=app.js.map\n");
  await write(folder, "dist/app.js.map", '{"version":3,"sources":[],"names":[],"mappings":""}');
}

function write(folder: string, path: string, text: string): Promise<void> {
  return writeFile(join(folder, path), text);
}

async function commit(folder: string, day: number, message: string): Promise<void> {
  const date = `2024-05-0${day}T10:00:00 +0200`;
  await git(folder, "add", "--all");
  await runProgram("git", ["commit", "--quiet", "-m", message], {
    cwd: folder,
    env: {
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_CONFIG_SYSTEM: "/dev/null",
      GIT_AUTHOR_NAME: "Ann Dev",
      GIT_AUTHOR_EMAIL: "ann@example.com",
      GIT_COMMITTER_NAME: "Ann Dev",
      GIT_COMMITTER_EMAIL: "ann@example.com",
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
    },
  });
}
