import { z } from "zod";
import { optionalText } from "../http/optional-text.ts";
import { dateSchema } from "../http/parse-date.ts";
import type { RestApi } from "../http/rest-api.ts";
import type { Commit, CommitRange, Person } from "../types.ts";

export interface LastCommitsOptions {
  /** Ref or id, inclusive. */
  until: string;
  limit: number;
  /** @default "include" */
  merges?: CommitRange["merges"];
}

const personSchema: z.ZodType<Person> = z.object({
  name: z.string(),
  emailAddress: optionalText,
  displayName: optionalText,
});

export const commitSchema: z.ZodType<Commit> = z
  .object({
    id: z.string(),
    message: z.string(),
    author: personSchema,
    authorTimestamp: dateSchema,
    committer: personSchema.optional(),
    committerTimestamp: dateSchema.optional(),
    // In a list only ids, of a single commit one level of whole commits.
    parents: z.array(z.object({ id: z.string() })).optional(),
  })
  .transform((wire) => ({ ...wire, parents: (wire.parents ?? []).map(({ id }) => id) }));

/** Newest first. Throws `NotFoundError` for an end of the range that the repository does not have. */
export function getCommits(
  api: RestApi,
  projectKey: string,
  slug: string,
  { since, until, merges }: CommitRange,
): AsyncGenerator<Commit, void, undefined> {
  return api.pages(api.path.commits(projectKey, slug), commitSchema, { since, until, merges });
}

export async function getLastCommits(
  api: RestApi,
  projectKey: string,
  slug: string,
  { until, limit, merges }: LastCommitsOptions,
): Promise<Commit[]> {
  const commits: Commit[] = [];
  if (limit <= 0) return commits;
  const url = api.path.commits(projectKey, slug);
  for await (const commit of api.pages(url, commitSchema, { until, merges, limit })) {
    commits.push(commit);
    if (commits.length >= limit) break;
  }
  return commits;
}

/** `id` may be short, or the hash of an annotated tag; it is no ref name. */
export function getCommit(
  api: RestApi,
  projectKey: string,
  slug: string,
  id: string,
): Promise<Commit> {
  return api.get(api.path.commit(projectKey, slug, id), commitSchema);
}
