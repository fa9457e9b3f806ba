import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { readDefaultBranch, writeDefaultBranch } from "../git/default-branch.ts";
import { readRefs } from "../git/list-refs.ts";
import type { Access } from "../http/access.ts";
import { noSuchBranch } from "../http/bitbucket-error.ts";
import { parseBody } from "../http/parse-body.ts";
import type { Instance } from "../instance.ts";
import { refDisplayId, toBranch, toMinimalRef } from "../wire/to-ref.ts";

const minimalRef = z.object({ id: z.string().min(1) });

/** `R/default-branch`, and the older `R/branches/default` that is still widely called. */
export function registerDefaultBranch(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
): void {
  // The configured branch, whether anyone has pushed it or not.
  app.get("/default-branch", async (request) => {
    const { repository } = access.repository(request, "REPO_READ");
    return toMinimalRef(await readDefaultBranch(instance.gitDir(repository.id)));
  });

  app.put("/default-branch", async (request, reply) => {
    const { repository } = access.repository(request, "REPO_ADMIN");
    const { id } = parseBody(request, minimalRef);
    const refId = id.startsWith("refs/") ? id : `refs/heads/${id}`;
    const gitDir = instance.gitDir(repository.id);
    const refs = await readRefs(gitDir);
    if (refs.size > 0 && !refs.has(refId)) throw noSuchBranch(refDisplayId(refId), repository.slug);
    await writeDefaultBranch(gitDir, refId);
    return reply.status(204).send();
  });

  app.get("/branches/default", async (request, reply) => {
    const { repository } = access.repository(request, "REPO_READ");
    const gitDir = instance.gitDir(repository.id);
    const [id, refs] = await Promise.all([readDefaultBranch(gitDir), readRefs(gitDir)]);
    if (refs.size === 0) return reply.status(204).send();
    const commit = refs.get(id);
    if (!commit) throw noSuchBranch(refDisplayId(id), repository.slug);
    return toBranch({ id, commit }, id);
  });
}
