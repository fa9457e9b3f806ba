import { listFetchRefs } from "../../releases/release-fetch-store.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { findUserId } from "../authenticate.ts";
import { applyCommitsChange, type ChangeReleaseDeps } from "./change-release.ts";
import { getReleaseFor, RELEASE_ROOTS, releaseParams } from "./release-scope.ts";
import { showChangedRelease } from "./show-release.ts";

/**
 * `POST …/releases/{version}/refetch/` (ours): has commits that could not be fetched fetched again, with the
 * refs that were asked for.
 */
export function refetchCommitsOfRelease(app: Api, deps: ChangeReleaseDeps): void {
  const { db, enqueue } = deps;
  for (const root of RELEASE_ROOTS) {
    const path = `${root}:version/refetch/`;
    app.post(path, { schema: { params: releaseParams } }, async (request, reply) => {
      const { release } = await getReleaseFor(db, request, request.params);
      const refs = await listFetchRefs(db, release.id);
      if (release.commitsState !== "failed" || refs.length === 0) throw nothingFailed();
      const change = { kind: "fetch", refs, userId: findUserId(request) } as const;
      await db.transaction().execute((trx) => applyCommitsChange(trx, enqueue, release, change));
      return reply.status(202).send(await showChangedRelease(deps, release.id));
    });
  }
}

const nothingFailed = () =>
  new ApiError(400, "No fetch of its commits has failed. Set its commits to have others fetched.");
