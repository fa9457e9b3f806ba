import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listTagKeyCounts, listTopTagValues } from "../../issues/tag-count-store.ts";
import type { Api } from "../api.ts";
import { repeated } from "../repeated.ts";
import { getIssueFor, ISSUE_ADDRESSES, issueParamsOfAnyForm } from "./get-issue-for.ts";
import { toSentryTag } from "./to-sentry-tag.ts";

const querystring = z.object({
  key: repeated,
  /** How many values of each key. */
  limit: z.coerce.number().int().min(1).max(100).default(10),
});

/** `GET …/issues/{issue}/tags/`: what its events are tagged with, by key, and the values of most events. */
export function listTagsOfIssue(app: Api, { db }: { db: Database }): void {
  for (const address of ISSUE_ADDRESSES) {
    app.get(
      `${address}tags/`,
      { schema: { params: issueParamsOfAnyForm, querystring } },
      async (request) => {
        const { issue } = await getIssueFor(db, request, request.params);
        const { key: keys, limit } = request.query;
        const counts = await listTagKeyCounts(db, issue.id, keys);
        return Promise.all(
          counts.map(async (count) =>
            toSentryTag(count, await listTopTagValues(db, issue.id, count.key, limit)),
          ),
        );
      },
    );
  }
}
