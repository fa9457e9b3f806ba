import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { readTreeEntry } from "../git/read-tree.ts";
import { streamBlob } from "../git/stream-blob.ts";
import type { Access } from "../http/access.ts";
import { noSuchPath } from "../http/bitbucket-error.ts";
import type { Instance } from "../instance.ts";
import { pathOf } from "./path-of.ts";
import { revisionAt } from "./revision.ts";

/** `…/raw/{path}?at=`: a file's bytes. There is one under REST and one beside the web pages, with the same rules. */
export function registerRaw(app: FastifyInstance, instance: Instance, access: Access): void {
  const raw = async (request: FastifyRequest, reply: FastifyReply) => {
    const { repository } = access.repository(request, "REPO_READ");
    const gitDir = instance.gitDir(repository.id);
    const { name, commit } = await revisionAt(request, repository, gitDir);
    const path = pathOf(request);
    const entry = await readTreeEntry(gitDir, commit, path);
    if (entry?.type !== "FILE") throw noSuchPath(path, name);
    const { isText, bytes } = await streamBlob(gitDir, entry.contentId);
    const type = isText ? "text/plain;charset=UTF-8" : "application/octet-stream";
    return reply.type(type).header("content-length", entry.size).send(bytes);
  };
  app.get("/raw/*", { config: { producesAnything: true } }, raw);
}
