import type { FastifyInstance, FastifyRequest } from "fastify";
import { readTreeEntry, streamTree, type TreeEntry } from "../git/read-tree.ts";
import type { Access, Located } from "../http/access.ts";
import { noSuchPath } from "../http/bitbucket-error.ts";
import { type Paging, rowsOf } from "../http/paging.ts";
import { queryFlag, queryValues } from "../http/query.ts";
import type { Instance } from "../instance.ts";
import { toPath } from "../wire/to-path.ts";
import { blamePage, fileLines } from "./browse-file.ts";
import { pathOf } from "./path-of.ts";
import { revisionAt } from "./revision.ts";

/** `page.max.directory.children`. */
const maximumChildren = 1000;

/** `GET R/browse[/{path}]`: what its flags make of it, in the order in which the product asks them. */
export function registerBrowse(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
  paging: Paging,
): void {
  const browse = async (request: FastifyRequest) => {
    const located = access.repository(request, "REPO_READ");
    const gitDir = instance.gitDir(located.repository.id);
    const { name, commit } = await revisionAt(request, located.repository, gitDir);
    const path = pathOf(request);
    const entry = await readTreeEntry(gitDir, commit, path);
    if (!entry) throw noSuchPath(path, name);
    if (queryFlag(request, "size")) return { size: entry.size ?? 0 };
    if (queryFlag(request, "type")) return { type: entry.type };
    if (entry.type === "DIRECTORY") {
      return directory(request, instance, paging, located, { name, commit, path });
    }
    // The presence of these two is enough, unless they are false.
    const wantsBlame = isPresent(request, "blame");
    if (wantsBlame && isPresent(request, "noContent")) {
      return blamePage(request, instance, gitDir, commit, path);
    }
    return fileLines(request, instance, gitDir, commit, entry, wantsBlame);
  };
  app.get("/browse", browse);
  app.get("/browse/*", browse);
}

function isPresent(request: FastifyRequest, name: string): boolean {
  const [value] = queryValues(request, name);
  return value !== undefined && value.toLowerCase() !== "false";
}

async function directory(
  request: FastifyRequest,
  { gitDir }: Instance,
  paging: Paging,
  { repository }: Located,
  at: { name: string; commit: string; path: string },
) {
  const prefix = at.path === "" ? "" : `${at.path}/`;
  const paths = prefix === "" ? [] : [prefix];
  const entries = await Array.fromAsync(streamTree(gitDir(repository.id), at.commit, paths));
  const rows = entries.map((entry) => toChild(entry, prefix));
  const children = await paging.page(request, rowsOf(rows), maximumChildren);
  return { path: toPath(at.path), revision: at.name, children };
}

function toChild({ type, contentId, size, path }: TreeEntry, prefix: string) {
  const common = { path: toPath(path.slice(prefix.length)), type };
  if (type === "DIRECTORY") return { ...common, node: contentId };
  return { ...common, contentId, ...(size === undefined ? {} : { size }) };
}
