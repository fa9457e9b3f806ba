import { updateRelease as writeRelease } from "../../releases/release-store.ts";
import type { Api } from "../api.ts";
import { getPrincipal } from "../authenticate.ts";
import {
  applyCommitsChange,
  type ChangeReleaseDeps,
  planCommitsChange,
  recordCommitsChange,
  toReleaseChanges,
} from "./change-release.ts";
import { RELEASE_BODY_BYTES, releaseChanges } from "./release-body.ts";
import { getReleaseFor, RELEASE_ROOTS, releaseParams } from "./release-scope.ts";
import { showChangedRelease } from "./show-release.ts";

/**
 * `PUT …/releases/{version}/`: finalizes, and sets the commits of a release. It answers at once:
 * commits that have to be fetched come with a job, and `commitsState` (ours) tells how it went.
 */
export function updateRelease(app: Api, deps: ChangeReleaseDeps): void {
  const { db, enqueue } = deps;
  const schema = { params: releaseParams, body: releaseChanges };
  const options = { schema, bodyLimit: RELEASE_BODY_BYTES };
  for (const root of RELEASE_ROOTS) {
    app.put(`${root}:version/`, options, async (request) => {
      const { params, body } = request;
      const { organization, release } = await getReleaseFor(db, request, params);
      const change = await planCommitsChange(db, organization.id, body, getPrincipal(request));
      await db.transaction().execute(async (trx) => {
        await writeRelease(trx, release.id, toReleaseChanges(body));
        await applyCommitsChange(trx, enqueue, release, change);
      });
      await recordCommitsChange(deps, release, change);
      return showChangedRelease(deps, release.id);
    });
  }
}
