import type { Database } from "../../db/database.ts";
import { findLatestEvent } from "../../ingest/event-store.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { findSuspectCommits } from "../../suspect-commits/find-suspect-commits.ts";
import type { Api } from "../api.ts";
import { getIssueFor, issueParams } from "../issues/get-issue-for.ts";
import { toSentryCommitters } from "./to-sentry-committers.ts";

/**
 * `GET …/issues/{issue}/committers/`: of its newest event, and an empty list where Sentry, which has it for
 * events alone, answers 404: nothing is wrong when nobody is suspected.
 */
export function listIssueCommitters(
  app: Api,
  { db, registry }: { db: Database; registry: ProviderRegistry },
): void {
  app.get(
    "/api/0/organizations/:organization/issues/:issue/committers/",
    { schema: { params: issueParams } },
    async (request) => {
      const { issue } = await getIssueFor(db, request, request.params);
      const event = await findLatestEvent(db, issue.id);
      const suspects = event ? await findSuspectCommits(db, issue, event) : [];
      return toSentryCommitters(suspects, registry);
    },
  );
}
