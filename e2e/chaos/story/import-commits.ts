import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { git } from "../../world/git.ts";
import type { Person, PlannedCommit, RepositoryStory } from "./story.ts";

/** The shas of a repository's commits by their marks. */
export type Shas = Map<number, string>;

/**
 * Makes all commits and tags of a repository in a clone of its own, in one process; they are pushed
 * later. The clone keeps them in the folder `gitDir`.
 */
export async function importCommits(gitDir: string, story: RepositoryStory): Promise<Shas> {
  await git(".", "init", "--quiet", "--bare", gitDir);
  const marks = join(gitDir, "story-marks");
  const child = spawn(
    "git",
    ["--git-dir", gitDir, "fast-import", "--quiet", "--force", `--export-marks=${marks}`],
    { stdio: ["pipe", "ignore", "inherit"] },
  );
  for (const commit of story.commits) child.stdin.write(toStream(commit));
  for (const { local, mark } of story.tags) {
    const tagger = `tagger ${toLine(PEOPLE_OF_TAGS)} ${TAG_DATE} +0000`;
    child.stdin.write(`tag ${local}\nfrom :${mark}\n${tagger}\n${toData(`Tag ${local}`)}`);
  }
  child.stdin.end("done\n");
  const [exitCode] = (await once(child, "close")) as [number | null];
  if (exitCode !== 0) throw new Error(`git fast-import ended with ${exitCode}`);
  const lines = (await readFile(marks, "utf8")).trim().split("\n");
  return new Map(lines.map((line) => [Number(line.slice(1, -41)), line.slice(-40)]));
}

const PEOPLE_OF_TAGS: Person = { name: "Tess Tagger", email: "tess@example.com" };
const TAG_DATE = 1_700_000_000;

/** As `git help fast-import` has it. A commit without a parent begins the branch anew. */
function toStream(commit: PlannedCommit): string {
  const [parent, ...merged] = commit.parents;
  return [
    parent === undefined ? "reset refs/heads/story\n" : "",
    `commit refs/heads/story\nmark :${commit.mark}\n`,
    `author ${toLine(commit.author)} ${commit.date - 30} +0200\n`,
    `committer ${toLine(commit.committer)} ${commit.date} +0000\n`,
    toData(commit.message),
    parent === undefined ? "" : `from :${parent}\n`,
    ...merged.map((mark) => `merge :${mark}\n`),
    ...[...commit.changes].map(([path, content]) =>
      content === undefined ? `D ${path}\n` : `M 100644 inline ${path}\n${toData(content)}`,
    ),
    "\n",
  ].join("");
}

const toLine = ({ name, email }: Person) => `${name} <${email}>`;

const toData = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
