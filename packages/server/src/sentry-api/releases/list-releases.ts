import { z } from "zod";
import { listReleases, type Release } from "../../releases/release-store.ts";
import { summarizeReleases } from "../../releases/release-summary-store.ts";
import type { Api } from "../api.ts";
import { answerPage, byNumber, pageQuery, parsePage } from "../page.ts";
import { getReleaseScope, RELEASE_ROOTS, scopeParams } from "./release-scope.ts";
import type { ShowReleaseDeps } from "./show-release.ts";
import { toSentryRelease } from "./to-sentry-release.ts";

const byDate = byNumber((release: Release) => release.dateReleased ?? release.createdAt);

/** `GET …/releases/`, newest first; `query` is a part of the version. */
export function listReleasesOfScope(app: Api, { db, registry }: ShowReleaseDeps): void {
  const querystring = z.object({ ...pageQuery, query: z.string().optional() });
  for (const root of RELEASE_ROOTS) {
    app.get(root, { schema: { params: scopeParams, querystring } }, async (request, reply) => {
      const scope = await getReleaseScope(db, request, request.params);
      const page = parsePage(request.query, byDate);
      const rows = await listReleases(db, scope.organization.id, {
        projectId: scope.project?.id,
        query: request.query.query,
        page,
      });
      const shown = answerPage(reply, request, { page, rows, order: byDate });
      return (await summarizeReleases(db, shown)).map((release) =>
        toSentryRelease(release, registry),
      );
    });
  }
}
