import { z } from "zod";
import type { ResolvedIssueAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import type { Database } from "../../db/database.ts";
import { listRegressedVersions } from "../../issues/activity-store.ts";
import { type IssueOfProject, listIssuesResolvedIn } from "../../issues/issue-list-store.ts";
import { listStandings } from "../../issues/issue-standing.ts";
import type { Api } from "../api.ts";
import { findUserId } from "../authenticate.ts";
import { toListedIssue } from "../issues/to-sentry-issue.ts";
import { answerPage, byNumber, pageQuery, parsePage } from "../page.ts";
import { getReleaseFor, RELEASE_ROOTS, releaseParams } from "./release-scope.ts";

const byLastSeen = byNumber((issue: IssueOfProject) => issue.lastSeen);

/** `GET …/releases/{version}/resolved/`: the issues that are resolved in it, or came back, last seen first. */
export function listResolvedIssuesOfRelease(
  app: Api,
  { db, publicUrl }: { db: Database; publicUrl: string },
): void {
  const schema = { params: releaseParams, querystring: z.object(pageQuery) };
  for (const root of RELEASE_ROOTS) {
    app.get(
      `${root}:version/resolved/`,
      { schema },
      async (request, reply): Promise<ResolvedIssueAnswer[]> => {
        const { organization, project, release } = await getReleaseFor(db, request, request.params);
        const page = parsePage(request.query, byLastSeen);
        const wanted = { releaseId: release.id, projectId: project?.id, page };
        const rows = await listIssuesResolvedIn(db, organization.id, wanted);
        const issues = answerPage(reply, request, { page, rows, order: byLastSeen });
        const ids = issues.map((issue) => issue.id);
        const standingOf = await listStandings(db, ids, findUserId(request));
        const cameBackIn = await listRegressedVersions(db, ids);
        const where = { publicUrl, organizationSlug: organization.slug };
        return issues.map((issue) => ({
          ...toListedIssue(issue, { ...where, standing: standingOf(issue.id) }),
          cameBackIn: (issue.substatus === "regressed" && cameBackIn.get(issue.id)) || null,
        }));
      },
    );
  }
}
