import { z } from "zod";
import { findLatestEvent } from "../../ingest/event-store.ts";
import { listIssueHashes } from "../../issues/issue-store.ts";
import type { Api } from "../api.ts";
import type { ShowReleaseDeps } from "../releases/show-release.ts";
import { getIssueFor, ISSUE_ADDRESSES, issueParamsOfAnyForm } from "./get-issue-for.ts";
import { answerSlice, type ListOrder, pageQuery } from "../page.ts";
import { toSentryEventSummary, toSentryEvent } from "./to-sentry-event.ts";

const byHash: ListOrder<string> = {
  placeOf: (hash) => ({ key: hash, id: 0 }),
  kinds: { key: "text", id: "number" },
};

/**
 * `GET …/issues/{issue}/hashes/`: what its events are grouped by. An issue has one hash, so that
 * its latest event is that of the hash.
 */
export function listHashesOfIssue(app: Api, { db }: ShowReleaseDeps): void {
  const querystring = z.object({ ...pageQuery, full: z.string().default("true") });
  for (const address of ISSUE_ADDRESSES) {
    app.get(
      `${address}hashes/`,
      { schema: { params: issueParamsOfAnyForm, querystring } },
      async (request, reply) => {
        const { issue } = await getIssueFor(db, request, request.params);
        const event = await findLatestEvent(db, issue.id);
        const isFull = ["1", "true"].includes(request.query.full);
        const latestEvent = event ? (isFull ? toSentryEvent : toSentryEventSummary)(event) : null;
        const hashes = await listIssueHashes(db, issue.id);
        return answerSlice(reply, request, hashes, byHash).map((id) => ({
          id,
          latestEvent,
          mergedBySeer: false,
          seerMatchDistance: null,
        }));
      },
    );
  }
}
