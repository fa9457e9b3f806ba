import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listProjects } from "../../organizations/project-store.ts";
import { listReleases } from "../../releases/release-list-store.ts";
import { dateOfRelease, type Release } from "../../releases/release-store.ts";
import { summarizeReleases } from "../../releases/release-summary-store.ts";
import type { Api } from "../api.ts";
import { answerPage, byNumber, pageQuery, parsePage } from "../page.ts";
import { repeated } from "../repeated.ts";
import { findProjectIds } from "./find-project-ids.ts";
import { getReleaseScope, RELEASE_ROOTS, type ReleaseScope, scopeParams } from "./release-scope.ts";
import type { ShowReleaseDeps } from "./show-release.ts";
import { toSentryRelease } from "./to-sentry-release.ts";

const byDate = byNumber((release: Release) => dateOfRelease(release));

const querystring = z.object({
  ...pageQuery,
  query: z.string().optional(),
  status: z.enum(["open", "archived"], { error: "status is open or archived." }).default("open"),
  project: repeated,
  environment: repeated,
});

/** `GET …/releases/`, newest first; `query` is a part of the version. Archived ones only when asked for. */
export function listReleasesOfScope(app: Api, { db, registry }: ShowReleaseDeps): void {
  for (const root of RELEASE_ROOTS) {
    app.get(root, { schema: { params: scopeParams, querystring } }, async (request, reply) => {
      const scope = await getReleaseScope(db, request, request.params);
      const { query, status, project, environment: environments } = request.query;
      const page = parsePage(request.query, byDate);
      const rows = await listReleases(db, scope.organization.id, {
        status,
        projectIds: await findWantedProjects(db, scope, project),
        environments,
        query,
        page,
      });
      const shown = answerPage(reply, request, { page, rows, order: byDate });
      return (await summarizeReleases(db, shown)).map((release) =>
        toSentryRelease(release, registry),
      );
    });
  }
}

/** Sentry's clients say `-1` for all projects. */
async function findWantedProjects(
  db: Database,
  { organization, project }: ReleaseScope,
  wanted: string[] | undefined,
): Promise<number[] | undefined> {
  if (project) return [project.id];
  if (!wanted || wanted.includes("-1")) return undefined;
  return findProjectIds(await listProjects(db, organization.id), wanted);
}
