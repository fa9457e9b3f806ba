import { z } from "zod";
import { applyDueSnoozes } from "../../issues/apply-snooze-end.ts";
import { findIssue } from "../../issues/issue-list-store.ts";
import { formatShortId, parseShortId } from "../../issues/short-id.ts";
import type { Api } from "../api.ts";
import { notFound } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { type ShowIssueDeps, showIssue } from "./show-issue.ts";

/** `GET /api/0/organizations/{organization}/shortids/{short id}/` */
export function findShortId(app: Api, deps: ShowIssueDeps): void {
  const { db } = deps;
  app.get(
    "/api/0/organizations/:organization/shortids/:shortId/",
    { schema: { params: z.object({ organization: z.string(), shortId: z.string() }) } },
    async (request) => {
      const { organization: slug, shortId } = request.params;
      const organization = await getOrganizationFor(db, request, slug);
      await applyDueSnoozes(db, Date.now());
      const issue = parseShortId(shortId) && (await findIssue(db, organization.id, shortId));
      if (!issue) throw notFound();
      return {
        organizationSlug: organization.slug,
        projectSlug: issue.projectSlug,
        groupId: String(issue.id),
        group: await showIssue(deps, request, { organization, issue }),
        shortId: formatShortId(issue.projectSlug, issue.number),
      };
    },
  );
}
