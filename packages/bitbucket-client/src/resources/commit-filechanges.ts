import { z } from "zod";
import type { RestApi } from "../http/rest-api.ts";
import type { Change, CommitFilechanges } from "../types.ts";

/** What Bitbucket stops at by default (`page.max.changes`). */
const pageLimit = 1000;

// `toString` is missing in the published document and present in every recorded answer.
const pathSchema = z.object({ toString: z.string() }).transform((path) => path.toString);

const changeTypes = ["ADD", "COPY", "DELETE", "MODIFY", "MOVE", "UNKNOWN"] as const;

export const changeSchema: z.ZodType<Change> = z.object({
  type: z.enum(changeTypes).catch("UNKNOWN"),
  path: pathSchema,
  srcPath: pathSchema.optional(),
});

const changesPageSchema = z.object({
  values: z.array(changeSchema),
  limit: z.number().optional(),
  isLastPage: z.boolean(),
  nextPageStart: z.number().nullish(),
});

/**
 * The changed files of a commit against its first parent. Not an ordinary list: Bitbucket cuts it at
 * a limit of its own, beyond which nothing can be requested, and does not document how it says so. A
 * list that ends on a full page, or that names no next page without being the last, was cut.
 */
export async function getCommitFilechanges(
  api: RestApi,
  projectKey: string,
  slug: string,
  sha: string,
): Promise<CommitFilechanges> {
  const url = api.path.commitChanges(projectKey, slug, sha);
  const changes: Change[] = [];
  let endsOnFullPage = false;
  let start = 0;
  for (;;) {
    const query = { limit: pageLimit, start, withComments: false };
    const page = await api.get(url, changesPageSchema, query);
    changes.push(...page.values);
    if (page.values.length > 0) endsOnFullPage = page.values.length >= (page.limit ?? pageLimit);
    const next = page.nextPageStart ?? start;
    if (page.isLastPage || next <= start) {
      return { changes, truncated: endsOnFullPage || !page.isLastPage };
    }
    start = next;
  }
}
