import type { Api } from "../api.ts";
import { getReleaseFor, RELEASE_ROOTS, releaseParams } from "./release-scope.ts";
import { type ShowReleaseDeps, showRelease } from "./show-release.ts";

/** `GET …/releases/{version}/` */
export function getRelease(app: Api, deps: ShowReleaseDeps): void {
  const { db } = deps;
  for (const root of RELEASE_ROOTS) {
    app.get(`${root}:version/`, { schema: { params: releaseParams } }, async (request) => {
      const { release } = await getReleaseFor(db, request, request.params);
      return showRelease(deps, release.id);
    });
  }
}
