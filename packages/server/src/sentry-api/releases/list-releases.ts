import { z } from "zod";
import { listReleases } from "../../releases/release-store.ts";
import { summarizeReleases } from "../../releases/release-summary-store.ts";
import type { Api } from "../api.ts";
import { answerPage, pageQuery, parsePage, withOneMore } from "../page.ts";
import { getReleaseScope, READ_SCOPES, RELEASE_ROOTS, scopeParams } from "./release-scope.ts";
import type { ShowReleaseDeps } from "./show-release.ts";
import { toSentryRelease } from "./to-sentry-release.ts";

/** `GET …/releases/`, newest first; `query` is a part of the version. */
export function listReleasesOfScope(app: Api, { db, registry }: ShowReleaseDeps): void {
  const querystring = z.object({ ...pageQuery, query: z.string().optional() });
  for (const root of RELEASE_ROOTS) {
    app.get(root, { schema: { params: scopeParams, querystring } }, async (request, reply) => {
      const scope = await getReleaseScope(db, request, request.params, READ_SCOPES);
      const page = parsePage(request.query);
      const releases = await listReleases(db, scope.organization.id, {
        projectId: scope.project?.id,
        query: request.query.query,
        ...withOneMore(page),
      });
      const shown = answerPage(reply, request, page, releases);
      return (await summarizeReleases(db, shown)).map((release) =>
        toSentryRelease(release, registry),
      );
    });
  }
}
