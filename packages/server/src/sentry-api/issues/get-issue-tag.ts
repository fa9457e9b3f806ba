import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listTagKeyCounts, listTopTagValues } from "../../issues/tag-count-store.ts";
import type { Api } from "../api.ts";
import { notFound } from "../api-error.ts";
import { getIssueFor, ISSUE_ADDRESSES, issueParamsOfAnyForm } from "./get-issue-for.ts";
import { toSentryTag } from "./to-sentry-tag.ts";

const params = issueParamsOfAnyForm.extend({ key: z.string() });

/** How many values are told of the key. */
const TOP_VALUES = 10;

/** `GET …/issues/{issue}/tags/{key}/` */
export function getTagOfIssue(app: Api, { db }: { db: Database }): void {
  for (const address of ISSUE_ADDRESSES) {
    app.get(`${address}tags/:key/`, { schema: { params } }, async (request) => {
      const { issue } = await getIssueFor(db, request, request.params);
      const { key } = request.params;
      const [count] = await listTagKeyCounts(db, issue.id, [key]);
      if (!count) throw notFound(`No event of the issue is tagged with ${key}.`);
      return toSentryTag(count, await listTopTagValues(db, issue.id, key, TOP_VALUES));
    });
  }
}
