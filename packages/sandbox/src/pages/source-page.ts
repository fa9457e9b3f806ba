import type { FastifyRequest } from "fastify";
import { readBlob, readTreeEntry, streamTree } from "../git/read-tree.ts";
import type { Located } from "../http/access.ts";
import { noSuchPath } from "../http/bitbucket-error.ts";
import type { Instance } from "../instance.ts";
import { pathOf } from "../rest/path-of.ts";
import { revisionAt } from "../rest/revision.ts";
import { html, type Markup, page } from "./html.ts";

/** Gives the address of a path at the revision that is shown. */
type ToPage = (path: string) => string;

/**
 * A file with its lines, each with its number as the id that `#12` leads to, or what is in a directory.
 * @throws BitbucketError 404
 */
export async function sourcePage(
  request: FastifyRequest,
  { gitDir, links }: Instance,
  { repository, project }: Located,
): Promise<string> {
  const folder = gitDir(repository.id);
  const { name, commit } = await revisionAt(request, repository, folder);
  const path = pathOf(request);
  const entry = await readTreeEntry(folder, commit, path);
  if (!entry) throw noSuchPath(path, name);
  const address = { key: project.key, slug: repository.slug };
  const toPage: ToPage = (one) => links.sourcePage(address, one, name);
  const content =
    entry.type === "FILE"
      ? showFile(await readBlob(folder, entry.contentId))
      : await showDirectory(folder, commit, path, toPage);
  return page(
    html`${path === "" ? repository.slug : path}`,
    html`<p><a href="${toPage("")}">${project.key}/${repository.slug}</a> at ${name},
commit <a href="${links.commitPage(address, commit)}"><code>${commit}</code></a></p>
${content}`,
  );
}

function showFile(text: string): Markup {
  if (text.includes("\0")) return html`<p>This is no text.</p>`;
  const lines = text.replace(/\n$/, "").split(/\r?\n/);
  const shown = lines.map(
    (line, n) => html`<li id="${String(n + 1)}">${line}</li>
`,
  );
  return html`<ol class="source">${shown}</ol>`;
}

async function showDirectory(
  folder: string,
  commit: string,
  path: string,
  toPage: ToPage,
): Promise<Markup> {
  const prefix = path === "" ? "" : `${path}/`;
  const children = streamTree(folder, commit, prefix === "" ? [] : [prefix]);
  const entries = await Array.fromAsync(children, ({ path: child, type }) => {
    const name = child.slice(prefix.length) + (type === "DIRECTORY" ? "/" : "");
    return html`<li><a href="${toPage(child)}">${name}</a></li>
`;
  });
  return html`<ul>${entries}</ul>`;
}
