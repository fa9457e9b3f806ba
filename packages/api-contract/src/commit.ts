import { z } from "zod";
import { date, dateOrNull } from "./date.ts";
import { NOT_IN_SENTRY } from "./not-in-sentry.ts";
import { repositoryAnswer } from "./repository.ts";

/** Empty when nobody is known. */
export const authorAnswer = z
  .object({ name: z.string().nullable().optional(), email: z.string().nullable().optional() })
  .catchall(z.unknown())
  .meta({ id: "Author" });

export type AuthorAnswer = z.infer<typeof authorAnswer>;

const ours = (description: string) => ({ ...NOT_IN_SENTRY, description });

export const commitAnswer = z
  .object({
    id: z.string().meta({ description: "The sha." }),
    message: z.string(),
    dateCreated: date,
    pullRequest: z.null(),
    suspectCommitType: z.string(),
    repository: repositoryAnswer,
    author: authorAnswer,
    url: z
      .string()
      .nullable()
      .meta(ours("Its page at the host; null when the repository is not linked.")),
    releases: z.array(
      z.object({
        version: z.string(),
        shortVersion: z.string(),
        ref: z.string().nullable(),
        url: z.string().nullable(),
        dateReleased: dateOrNull,
        dateCreated: date,
      }),
    ),
  })
  .meta({ id: "Commit" });

export type CommitAnswer = z.infer<typeof commitAnswer>;

/** A commit in the list of its repository. The last of `releases` is the first that has it. */
export const repositoryCommitAnswer = commitAnswer
  .extend({
    branch: z
      .string()
      .nullable()
      .meta(
        ours("The default branch once it was reached, else the branch or tag that brought it."),
      ),
    changedFiles: z.number().int().meta(ours("How many it changed, of those that are recorded.")),
    filesTruncated: z.boolean().meta(ours("The host told no more of them.")),
    references: z
      .array(
        z.object({
          id: z.string(),
          shortId: z.string(),
          title: z.string(),
          status: z.enum(["unresolved", "resolved", "ignored"]),
          substatus: z.string().nullable(),
        }),
      )
      .meta(ours("The issues that it names.")),
  })
  .meta({ id: "RepositoryCommit" });

export type RepositoryCommitAnswer = z.infer<typeof repositoryCommitAnswer>;

export const unknownIssuesAnswer = z
  .array(
    z.object({
      name: z.string(),
      commit: z.string().meta({ description: "The sha of the commit that names it." }),
      reason: z.string(),
    }),
  )
  .meta({
    description: "What is named and leads to no issue, the first 20, each with the reason.",
  });

export type UnknownIssueAnswer = z.infer<typeof unknownIssuesAnswer>[number];

export const commitDetailAnswer = repositoryCommitAnswer
  .extend({
    unknownIssues: unknownIssuesAnswer,
    files: z
      .array(z.object({ path: z.string(), type: z.enum(["A", "M", "D"]) }))
      .meta({ description: "By path, at most 1,000." }),
  })
  .meta({ ...NOT_IN_SENTRY, id: "CommitDetail" });

export type CommitDetailAnswer = z.infer<typeof commitDetailAnswer>;

export const commitsNoteAnswer = commitAnswer
  .omit({ repository: true, author: true, url: true })
  .meta({
    id: "CommitsNote",
    description:
      "Before the commits of a release, and for sentry-cli alone, which shows of a commit only the `id`: how far fetching them is, or why it failed.",
  });

export type CommitsNoteAnswer = z.infer<typeof commitsNoteAnswer>;

export const commitFileAnswer = z
  .object({
    id: z.string(),
    orgId: z.number().int(),
    repoName: z.string(),
    repositoryId: z.string().nullable().meta(ours("Null when the repository is not linked.")),
    filename: z.string(),
    type: z.enum(["A", "M", "D"]),
    commitId: z.string(),
    commitMessage: z.string(),
    author: authorAnswer,
    dateCreated: date,
    url: z
      .string()
      .nullable()
      .meta(ours("The page of the file as the commit left it; null where it is deleted.")),
    commitUrl: z.string().nullable().meta(ours("The page of the commit at its host.")),
  })
  .meta({ id: "CommitFile" });

export type CommitFileAnswer = z.infer<typeof commitFileAnswer>;
