import { z } from "zod";
import { listProjects } from "../../organizations/project-store.ts";
import { enqueueCommitOfRelease } from "../../releases/find-commit-of-release.ts";
import { applyReleaseProjects } from "../../releases/apply-release-projects.ts";
import {
  ensureRelease,
  findRelease,
  type Release,
  type ReleaseChanges,
  updateRelease,
} from "../../releases/release-store.ts";
import { validateReleaseVersion } from "../../releases/release-version.ts";
import { tieRelease } from "../../releases/tie-release.ts";
import { resolveInRelease } from "../../resolutions/apply-resolutions.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { getPrincipal } from "../authenticate.ts";
import {
  applyCommitsChange,
  type ChangeReleaseDeps,
  planCommitsChange,
  recordCommitsChange,
  toReleaseChanges,
} from "./change-release.ts";
import { findProjectIds } from "./find-project-ids.ts";
import { RELEASE_BODY_BYTES, releaseChanges } from "./release-body.ts";
import { getReleaseScope, RELEASE_ROOTS, scopeParams } from "./release-scope.ts";
import { showChangedRelease } from "./show-release.ts";

const body = releaseChanges.extend({
  version: z.string().superRefine((version, context) => {
    const problem = validateReleaseVersion(version);
    if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
  }),
  /** Slugs or numbers; sentry-cli 3 sends a number as a number. */
  projects: z.array(z.union([z.string(), z.number().transform(String)])).default([]),
});

/**
 * `POST …/releases/`: 201 for a new release or a new project of one, 208 for what was there. A
 * release that is there already keeps what it says; only its status changes and gaps are filled,
 * since an SDK's first mention makes a release before the build that announces it.
 */
export function createRelease(app: Api, deps: ChangeReleaseDeps): void {
  const { db, enqueue } = deps;
  const options = { schema: { params: scopeParams, body }, bodyLimit: RELEASE_BODY_BYTES };
  for (const root of RELEASE_ROOTS) {
    app.post(root, options, async (request, reply) => {
      const { organization, project } = await getReleaseScope(db, request, request.params);
      const { version, projects } = request.body;
      const known = await listProjects(db, organization.id);
      const projectIds = findProjectIds(known, project ? [...projects, project.slug] : projects);
      if (projectIds.length === 0 && !(await findRelease(db, organization.id, version))) {
        throw new ApiError(400, refusalOf(request.body));
      }
      const change = await planCommitsChange(
        db,
        organization.id,
        request.body,
        getPrincipal(request),
      );
      const made = await db.transaction().execute(async (trx) => {
        const { release: made, created } = await ensureRelease(trx, organization.id, version);
        const release = created ? await tieRelease(trx, made) : made;
        const added = await applyReleaseProjects(trx, release, projectIds);
        await updateRelease(trx, release.id, missingIn(release, toReleaseChanges(request.body)));
        if (added > 0) await resolveInRelease(trx, release);
        await applyCommitsChange(trx, enqueue, release, change);
        if (created && change.kind === "keep") {
          await enqueueCommitOfRelease(enqueue, trx, release);
        }
        return { release, isNews: created || added > 0 };
      });
      await recordCommitsChange(deps, made.release, change);
      return reply
        .status(made.isNews ? 201 : 208)
        .send(await showChangedRelease(deps, made.release.id));
    });
  }
}

/** `releases archive` and `restore` come here too, and mean a release that is there. */
function refusalOf({ version, status }: { version: string; status?: string | null | undefined }) {
  if (!status) return { projects: ["A new release needs at least one project."] };
  const advice = "`sentry-cli releases list` shows the releases that there are.";
  return { version: [`There is no release ${version} whose status could be changed. ${advice}`] };
}

function missingIn(release: Release, changes: ReleaseChanges): ReleaseChanges {
  const { ref, url, dateReleased } = release;
  return {
    ...changes,
    ...(ref !== null && { ref }),
    ...(url !== null && { url }),
    ...(dateReleased !== null && { dateReleased }),
  };
}
