import type { FastifyInstance, FastifyRequest } from "fastify";
import { readTreeEntry, streamFiles } from "../git/read-tree.ts";
import { takeRows } from "../git/take-rows.ts";
import type { Access } from "../http/access.ts";
import { noSuchPath } from "../http/bitbucket-error.ts";
import type { Paging } from "../http/paging.ts";
import type { Instance } from "../instance.ts";
import { pathOf } from "./path-of.ts";
import { revisionAt } from "./revision.ts";

/** `page.max.directory.recursive.children`. */
const maximumFiles = 100_000;

/** `GET R/files[/{path}]`: the names of all files below a directory, from there. */
export function registerFiles(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
  paging: Paging,
): void {
  const files = async (request: FastifyRequest) => {
    const { repository } = access.repository(request, "REPO_READ");
    const gitDir = instance.gitDir(repository.id);
    const { name, commit } = await revisionAt(request, repository, gitDir);
    const path = pathOf(request);
    const entry = await readTreeEntry(gitDir, commit, path);
    if (entry?.type !== "DIRECTORY") throw noSuchPath(path, name);
    const prefix = path === "" ? "" : `${path}/`;
    const rows = async (skip: number, count: number) => {
      const paths = await takeRows(streamFiles(gitDir, commit, path), skip, count);
      return paths.map((file) => file.slice(prefix.length));
    };
    return paging.page(request, rows, maximumFiles);
  };
  app.get("/files", files);
  app.get("/files/*", files);
}
