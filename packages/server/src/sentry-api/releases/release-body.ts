import { z } from "zod";
import { toStorableText } from "../../db/to-storable-text.ts";
import type { GivenCommit } from "../../releases/given-commits.ts";
import { parseRefRange } from "../../releases/ref-range.ts";
import { dateTime } from "./date-time.ts";

/** A ref as the caller named it, ranges and Sentry's older field names read. */
export interface WantedRef {
  repository: string;
  until: string;
  since?: string | undefined;
}

/** Commits come with their messages and files, all in one call. */
export const RELEASE_BODY_BYTES = 20 * 1024 * 1024;

const LONGEST_REPOSITORY = 200;

/** Each is looked up before the answer, and asked for at its host after it. */
const MOST_REFS = 1_000;
const REFS_RULE = `At most ${MOST_REFS} refs come in one call.`;

const repositoryName = z
  .string()
  .min(1, "A ref needs the name of its repository, KEY/slug.")
  .max(LONGEST_REPOSITORY, "The name of a repository has at most 200 characters.");

const ref = z
  .object({
    repository: repositoryName,
    commit: z.string().min(1, "A ref needs a commit."),
    previousCommit: z.string().max(64, "previousCommit has at most 64 characters.").nullish(),
  })
  .transform(({ repository, commit, previousCommit }, context): WantedRef => {
    const range = parseRefRange(commit);
    if (typeof range === "string") {
      context.addIssue({ code: "custom", message: range });
      return z.NEVER;
    }
    return { repository, until: range.until, since: range.since ?? (previousCommit || undefined) };
  });

const headCommit = z
  .object({
    repository: repositoryName,
    currentId: z.string().min(1).max(64),
    previousId: z.string().max(64).nullish(),
  })
  .transform(
    ({ repository, currentId, previousId }): WantedRef => ({
      repository,
      until: currentId,
      since: previousId || undefined,
    }),
  );

/** What git and people write: whatever they wrote, the commit is kept. */
const cleanText = z.string().overwrite(toStorableText);

/** sentry-cli passes git's letters on; a changed type of file (`T`) is a change. */
const patch = z.object({
  path: cleanText.min(1).max(510, "A path has at most 510 characters."),
  type: z
    .enum(["A", "M", "D", "T"], {
      error: ({ input }) =>
        `Commit patch_set type ${String(input)} is not supported. Use A, M or D.`,
    })
    .transform((type) => (type === "T" ? "M" : type)),
});

/** More than releases have, and few enough to look each up while others wait. */
const MOST_REPOSITORIES = 100;

const commit = z
  .object({
    id: z
      .string()
      .regex(/^[0-9a-f]{40}$/i, "The id of a commit is its full sha, 40 hex digits.")
      .toLowerCase(),
    repository: z.string().max(LONGEST_REPOSITORY).nullish(),
    message: cleanText.nullish(),
    author_name: cleanText.max(128, "author_name has at most 128 characters.").nullish(),
    author_email: cleanText.max(200, "author_email has at most 200 characters.").nullish(),
    timestamp: dateTime("A commit's timestamp is a date such as 2026-05-03T10:00:00Z.").nullish(),
    patch_set: z.array(patch).nullish(),
  })
  .transform(
    (given): GivenCommit => ({
      sha: given.id,
      repository: given.repository || undefined,
      message: given.message ?? "",
      authorName: given.author_name || undefined,
      authorEmail: given.author_email || undefined,
      authoredAt: given.timestamp ? Date.parse(given.timestamp) : undefined,
      files: given.patch_set ?? [],
    }),
  );

function checkRepositories(commits: GivenCommit[], context: z.RefinementCtx): void {
  const named = new Set(commits.map((given) => given.repository)).size;
  if (named <= MOST_REPOSITORIES) return;
  const rule = `Commits of at most ${MOST_REPOSITORIES} repositories come in one call`;
  context.addIssue({ code: "custom", message: `${rule}; these name ${named}.` });
}

/** What POST and PUT have in common. Fields that we do not know are let pass, as by Sentry. */
export const releaseChanges = z.object({
  ref: z.string().max(200, "ref has at most 200 characters.").nullish(),
  url: z.url({ protocol: /^https?$/, error: "Enter a valid URL." }).nullish(),
  dateReleased: dateTime("dateReleased is a date such as 2026-05-03T10:00:00Z.").nullish(),
  status: z.enum(["open", "archived"], { error: "status is open or archived." }).nullish(),
  refs: z.array(ref).max(MOST_REFS, REFS_RULE).optional(),
  headCommits: z.array(headCommit).max(MOST_REFS, REFS_RULE).optional(),
  commits: z.array(commit).superRefine(checkRepositories).optional(),
});

export type ReleaseChangesBody = z.infer<typeof releaseChanges>;
