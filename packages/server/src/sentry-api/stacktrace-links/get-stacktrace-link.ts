import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { findLatestEvent } from "../../ingest/event-store.ts";
import type { Installations } from "../../integrations/installations.ts";
import { findIssue } from "../../issues/issue-list-store.ts";
import { findSourceFile } from "../../stacktrace-links/find-source-file.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import { toSentryStacktraceLink } from "./to-sentry-stacktrace-link.ts";

const params = z.object({ organization: z.string(), project: z.string() });
const optional = z
  .string()
  .transform((text) => text || undefined)
  .optional();
const querystring = z.object({
  file: optional,
  absPath: optional,
  module: optional,
  lineNo: z.coerce.number().int().positive().optional().catch(undefined),
  commitId: optional,
  /** An issue: the commit of its newest event's release is looked at. */
  groupId: optional,
});

/** `GET /projects/{organization}/{project}/stacktrace-link/?file=…`: the page of a frame's source. */
export function getStacktraceLink(
  app: Api,
  deps: { db: Database; installations: Installations },
): void {
  app.get(
    "/api/0/projects/:organization/:project/stacktrace-link/",
    { schema: { params, querystring } },
    async (request) => {
      const { organization, project } = await getProjectFor(deps.db, request, request.params);
      const { file, absPath, module, lineNo, commitId, groupId } = request.query;
      if (file === undefined) throw new ApiError(400, "Filepath is required");
      const releaseId = await findReleaseOf(deps.db, organization.id, groupId);
      const source = await findSourceFile(deps, project.id, {
        filename: file,
        absPath,
        module,
        line: lineNo,
        commit: commitId,
        releaseId,
      });
      return toSentryStacktraceLink(source);
    },
  );
}

/** The release of an issue's newest event. */
async function findReleaseOf(
  db: Database,
  organizationId: number,
  issueId: string | undefined,
): Promise<number | undefined> {
  if (issueId === undefined) return undefined;
  const issue = await findIssue(db, organizationId, issueId);
  const event = issue && (await findLatestEvent(db, issue.id));
  return event?.releaseId ?? undefined;
}
