import { z } from "zod";
import type { Database } from "../../db/database.ts";
import {
  listTagValues,
  type TagValueCount,
  type TagValueSort,
} from "../../issues/tag-count-store.ts";
import type { Api } from "../api.ts";
import { answerPage, type ListOrder, pageQuery, parsePage } from "../page.ts";
import { getIssueFor, ISSUE_ADDRESSES, issueParamsOfAnyForm } from "./get-issue-for.ts";
import { toSentryTagValue } from "./to-sentry-tag.ts";

const params = issueParamsOfAnyForm.extend({ key: z.string() });

/** Sentry's words, which mean the same with a `-` before them here. */
const SORTS: Record<string, TagValueSort> = {
  count: "timesSeen",
  age: "firstSeen",
  date: "lastSeen",
  id: "lastSeen",
};

const querystring = z.object({
  ...pageQuery,
  sort: z
    .string()
    .transform((word) => word.replace(/^-/, ""))
    .pipe(z.enum(["count", "age", "date", "id"], "Sort by count, age or date."))
    .default("date"),
});

/** `GET …/issues/{issue}/tags/{key}/values/`, seen last first unless the request says otherwise. */
export function listTagValuesOfIssue(app: Api, { db }: { db: Database }): void {
  for (const address of ISSUE_ADDRESSES) {
    app.get(
      `${address}tags/:key/values/`,
      { schema: { params, querystring } },
      async (request, reply) => {
        const { issue } = await getIssueFor(db, request, request.params);
        const { key } = request.params;
        const sort = SORTS[request.query.sort] ?? "lastSeen";
        const order = orderBy(sort);
        const page = parsePage(request.query, order);
        const rows = await listTagValues(db, { issueId: issue.id, key }, { sort, page });
        const shown = answerPage(reply, request, { page, rows, order });
        return shown.map((value) => toSentryTagValue(key, value));
      },
    );
  }
}

function orderBy(sort: TagValueSort): ListOrder<TagValueCount> {
  return {
    placeOf: (row) => ({ key: row[sort], id: row.value }),
    kinds: { key: "number", id: "text" },
  };
}
