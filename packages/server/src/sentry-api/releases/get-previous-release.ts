import { findPreviousWithCommits } from "../../releases/earlier-release-store.ts";
import type { Api } from "../api.ts";
import { getReleaseFor, RELEASE_ROOTS, releaseParams } from "./release-scope.ts";
import { type ShowReleaseDeps, showRelease } from "./show-release.ts";

/**
 * `GET …/releases/{version}/previous-with-commits/`: where sentry-cli begins when it reads commits
 * from the clone; `{}` when there is none.
 */
export function getPreviousRelease(app: Api, deps: ShowReleaseDeps): void {
  const { db } = deps;
  for (const root of RELEASE_ROOTS) {
    const path = `${root}:version/previous-with-commits/`;
    app.get(path, { schema: { params: releaseParams } }, async (request) => {
      const { release } = await getReleaseFor(db, request, request.params);
      const previous = await findPreviousWithCommits(db, release);
      return previous ? showRelease(deps, previous.id) : {};
    });
  }
}
