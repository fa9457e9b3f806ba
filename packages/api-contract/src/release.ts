import { z } from "zod";
import { authorAnswer, commitAnswer } from "./commit.ts";
import { date, dateOrNull } from "./date.ts";
import { NOT_IN_SENTRY } from "./not-in-sentry.ts";

export const deployAnswer = z
  .object({
    id: z.string(),
    environment: z.string(),
    name: z.string().nullable(),
    url: z.string().nullable(),
    dateStarted: dateOrNull,
    dateFinished: date,
  })
  .meta({ id: "Deploy" });

export type DeployAnswer = z.infer<typeof deployAnswer>;

const projectOfRelease = z.object({
  id: z.number().int(),
  slug: z.string(),
  name: z.string(),
  newGroups: z.number().int(),
  platform: z.string().nullable(),
  platforms: z.array(z.string()),
  hasHealthData: z.boolean(),
});

export const releaseAnswer = z
  .object({
    id: z.number().int(),
    version: z.string(),
    shortVersion: z.string(),
    versionInfo: z.object({
      package: z.string().nullable(),
      version: z.object({ raw: z.string() }).catchall(z.unknown()),
      description: z.string(),
      buildHash: z.string().nullable(),
    }),
    status: z.enum(["open", "archived"]),
    ref: z.string().nullable(),
    url: z.string().nullable(),
    dateReleased: dateOrNull,
    dateCreated: date,
    dateStarted: z.null(),
    data: z.record(z.string(), z.unknown()),
    owner: z.null(),
    newGroups: z.number().int(),
    commitCount: z.number().int(),
    lastCommit: commitAnswer.nullable(),
    authors: z.array(authorAnswer),
    deployCount: z.number().int(),
    lastDeploy: deployAnswer.nullable(),
    firstEvent: dateOrNull,
    lastEvent: dateOrNull,
    currentProjectMeta: z.record(z.string(), z.unknown()),
    userAgent: z.string().nullable(),
    projects: z.array(projectOfRelease),
    commitsState: z.enum(["none", "pending", "done", "failed"]).meta({
      ...NOT_IN_SENTRY,
      description: "Commits that have to be fetched come with a job: how far it is.",
    }),
    commitsReason: z
      .string()
      .nullable()
      .meta({ ...NOT_IN_SENTRY, description: "Why it is so, in words." }),
  })
  .meta({ id: "Release" });

export type ReleaseAnswer = z.infer<typeof releaseAnswer>;

/** `{}` when there is none. */
export const previousReleaseAnswer = z.union([releaseAnswer, z.strictObject({})]);

export const adoptionAnswer = z
  .object({
    interval: z.enum(["1h", "1d"]),
    intervals: z.array(date).meta({ description: "When each begins; the last is not over." }),
    releases: z.array(
      z.object({
        version: z.string(),
        events: z.array(z.number().int()).meta({ description: "One number for each interval." }),
        total: z.number().int(),
      }),
    ),
  })
  .meta({ ...NOT_IN_SENTRY, id: "ReleaseAdoption" });

export type AdoptionAnswer = z.infer<typeof adoptionAnswer>;
