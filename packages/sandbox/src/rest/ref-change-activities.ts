import type { FastifyInstance } from "fastify";
import { isAncestor } from "../git/is-ancestor.ts";
import type { Access } from "../http/access.ts";
import { type Paging, rowsOf } from "../http/paging.ts";
import { queryValue } from "../http/query.ts";
import type { Instance } from "../instance.ts";
import type { RefChange, RefChangeActivity } from "../state/entities.ts";
import { toRefChange } from "../wire/to-ref-change.ts";
import { toRepository } from "../wire/to-repository.ts";
import { toUser } from "../wire/to-user.ts";

/** `GET R/ref-change-activities`: the log of pushes, newest first. */
export function registerRefChangeActivities(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
  paging: Paging,
): void {
  const { state, links } = instance;

  const toActivity = async (activity: RefChangeActivity) => {
    const { id, createdDate, refChange, repositoryId, userId, trigger } = activity;
    const updatedType = await updatedTypeOf(instance.gitDir(repositoryId), refChange);
    return {
      id,
      createdDate,
      refChange: { ...toRefChange(refChange), updatedType },
      repository: toRepository(state.repositories.getById(repositoryId), instance),
      trigger,
      user: toUser(state.users.getById(userId), links),
    };
  };

  app.get("/ref-change-activities", async (request) => {
    const { repository } = access.repository(request, "REPO_ADMIN");
    const ref = queryValue(request, "ref");
    const rows = state.activities
      .filter(
        ({ repositoryId, refChange }) =>
          repositoryId === repository.id && (ref === undefined || refChange.refId === ref),
      )
      .toReversed();
    const page = await paging.page(request, rowsOf(rows));
    return { ...page, values: await Promise.all(page.values.map(toActivity)) };
  });
}

/** A forced push is an update whose old end is not among the ancestors of the new one. */
async function updatedTypeOf(gitDir: string, change: RefChange): Promise<string> {
  if (change.type !== "UPDATE") return "UNKNOWN";
  const isFastForward = await isAncestor(gitDir, change.fromHash, change.toHash);
  return isFastForward ? "NOT_FORCED" : "FORCED";
}
