import { runGit } from "./run-git.ts";

const fullHash = /^[0-9a-f]{40}$/i;
// What git forbids in a ref name (git help check-ref-format). It also keeps git's own revision language
// (`a..b`, `x~3`, `:/text`) out: Bitbucket takes refs and commit ids only.
// oxlint-disable-next-line no-control-regex -- control characters are among what git forbids
const notARefName = /[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|^-|^$/;

/**
 * Finds the commits that refs, abbreviated or full hashes stand for, in one git process however many there
 * are. A branch goes before a tag of the same name, a tag before a hash, annotated tags are followed.
 *
 * @returns full hashes in the order of `names`; undefined where there is no such commit
 */
export async function resolveCommits(
  gitDir: string,
  names: readonly string[],
): Promise<(string | undefined)[]> {
  const questions = names.map(candidates);
  const lines = questions.flat();
  if (lines.length === 0) return names.map(() => undefined);
  const output = await runGit(gitDir, ["cat-file", "--batch-check=%(objectname)"], {
    input: lines.map((line) => `${line}\n`).join(""),
  });
  const answers = output.split("\n");
  let next = 0;
  return questions.map((question) => {
    const own = answers.slice(next, next + question.length);
    next += question.length;
    return own.find((answer) => fullHash.test(answer));
  });
}

function candidates(name: string): string[] {
  if (fullHash.test(name)) return [`${name}^{commit}`];
  if (notARefName.test(name)) return [];
  return [`refs/heads/${name}^{commit}`, `refs/tags/${name}^{commit}`, `${name}^{commit}`];
}
