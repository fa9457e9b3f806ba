import { z } from "zod";
import { date, dateOrNull } from "./date.ts";
import { repositoryAnswer } from "./repository.ts";

/** Empty when nobody is known. */
export const authorAnswer = z
  .object({ name: z.string().nullable().optional(), email: z.string().nullable().optional() })
  .catchall(z.unknown())
  .meta({ id: "Author" });

export type AuthorAnswer = z.infer<typeof authorAnswer>;

export const commitAnswer = z
  .object({
    id: z.string().meta({ description: "The sha." }),
    message: z.string(),
    dateCreated: date,
    pullRequest: z.null(),
    suspectCommitType: z.string(),
    repository: repositoryAnswer,
    author: authorAnswer,
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

export const commitsNoteAnswer = commitAnswer.omit({ repository: true, author: true }).meta({
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
    filename: z.string(),
    type: z.enum(["A", "M", "D"]),
    commitId: z.string(),
    commitMessage: z.string(),
    author: authorAnswer,
    dateCreated: date,
  })
  .meta({ id: "CommitFile" });
