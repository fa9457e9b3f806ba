import type { FastifyRequest } from "fastify";
import type { CommitRecord } from "../git/commit-record.ts";
import { type ChangeRecord, listChanges } from "../git/list-changes.ts";
import { readCommit } from "../git/read-commit.ts";
import type { Located } from "../http/access.ts";
import { noSuchCommit } from "../http/bitbucket-error.ts";
import type { Instance } from "../instance.ts";
import { isHash } from "../rest/commit-range.ts";
import { displayId } from "../wire/to-commit.ts";
import { html, type Markup, page } from "./html.ts";

const MOST_FILES = 1_000;

const WORDS: Readonly<Record<string, string>> = {
  A: "added",
  C: "copied",
  D: "deleted",
  R: "moved",
};

/** A commit with its message, its author and the files that it changed. @throws BitbucketError 404 */
export async function commitPage(
  request: FastifyRequest,
  { gitDir, links }: Instance,
  { repository, project }: Located,
): Promise<string> {
  const { commitId } = request.params as { commitId: string };
  const folder = gitDir(repository.id);
  const found = isHash(commitId) ? await readCommit(folder, commitId) : undefined;
  if (!found) throw noSuchCommit(commitId, repository.slug);
  const { commit, parents } = found;
  const changes = await listChanges(folder, { kind: "commit", commit: commit.id }, 0, MOST_FILES);
  const address = { key: project.key, slug: repository.slug };
  const toFile = (path: string) => links.sourcePage(address, path, commit.id);
  const toParent = ({ id }: CommitRecord) =>
    html` <a href="${links.commitPage(address, id)}">${displayId(id)}</a>`;
  return page(
    html`Commit ${displayId(commit.id)}`,
    html`<p><a href="${toFile("")}">${project.key}/${repository.slug}</a></p>
<pre class="message">${commit.message}</pre>
<p>${commit.author.name} (${commit.author.email}), ${new Date(commit.authorTimestamp).toISOString()}</p>
<p>Commit <code>${commit.id}</code>, after${parents.length > 0 ? parents.map(toParent) : " none"}</p>
<h2>Changed files</h2>
<ul>${changes.map((change) => changedFile(change, toFile))}</ul>
`,
  );
}

/** With the id that Bitbucket links a changed file by: its path. */
function changedFile({ path, status }: ChangeRecord, toFile: (path: string) => string): Markup {
  const name = status === "D" ? html`${path}` : html`<a href="${toFile(path)}">${path}</a>`;
  return html`<li id="${path}">${name} ${WORDS[status] ?? "modified"}</li>
`;
}
