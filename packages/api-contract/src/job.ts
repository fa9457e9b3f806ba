import { z } from "zod";
import { date, dateOrNull } from "./date.ts";

export const attemptAnswer = z
  .object({
    dateStarted: date,
    dateFinished: dateOrNull.meta({
      description: "Null when it is under way, or took its process with it.",
    }),
    duration: z.int().nullable().meta({ description: "In milliseconds." }),
    error: z.string().nullable().meta({ description: "Null when it went well, or is under way." }),
  })
  .meta({ id: "Attempt" });

export type AttemptAnswer = z.infer<typeof attemptAnswer>;

export const jobAnswer = z
  .object({
    id: z.string(),
    lane: z.string(),
    integrationId: z.string().nullable(),
    kind: z.string(),
    state: z.enum(["waiting", "done", "set_aside"]),
    attempts: z.int(),
    lastError: z.string().nullable().meta({ description: "Why the last attempt failed." }),
    requestId: z.string().nullable().meta({
      description: "Of the request that it comes from, as in the log of the service.",
    }),
    dateCreated: date,
    dateNextAttempt: dateOrNull,
    dateFinished: dateOrNull,
  })
  .meta({ id: "Job" });

export type JobAnswer = z.infer<typeof jobAnswer>;

export const turnAnswer = z
  .object({
    ahead: z.int().meta({ description: "How many jobs of its lane come before it." }),
    first: z
      .object({ id: z.string(), kind: z.string(), lastError: z.string().nullable() })
      .meta({ description: "The job that its lane is at: it itself when none comes before it." }),
    dateNextAttempt: dateOrNull.meta({
      description: "When the first is tried again; null when that is under way, or due.",
    }),
  })
  .meta({ id: "Turn" });

export type TurnAnswer = z.infer<typeof turnAnswer>;

export const jobDetailAnswer = jobAnswer
  .extend({
    turn: turnAnswer.nullable().meta({ description: "Null when the job does not wait." }),
    deliveryId: z.string().nullable().meta({ description: "Of the delivery that it processes." }),
    repository: z
      .object({ id: z.string(), name: z.string() })
      .nullable()
      .meta({ description: "For which it is done." }),
    attemptHistory: z.array(attemptAnswer).meta({
      description:
        "Oldest first: of those before the last 50, then the one that is under way, or went well.",
    }),
  })
  .meta({ id: "JobDetail" });

export type JobDetailAnswer = z.infer<typeof jobDetailAnswer>;

export const replayedJobsAnswer = z.object({ replayed: z.int() }).meta({ id: "ReplayedJobs" });

const backlog = {
  waiting: z.int().meta({ description: "Jobs that wait, those that run among them." }),
  lanes: z.int().meta({ description: "In which they wait." }),
  oldestAge: z.int().nullable().meta({
    description: "How long the oldest of them has waited, in milliseconds; null when none waits.",
  }),
  setAside: z.int().meta({ description: "Jobs that were given up and wait for a person." }),
};

export const jobStatsAnswer = z
  .object({
    ...backlog,
    samples: z.array(z.object({ date, ...backlog })).meta({
      description:
        "Of the last 24 hours, oldest first, one for each 5 minutes in which the service ran: the highest figures of these.",
    }),
  })
  .meta({ id: "JobStats" });

export type JobStatsAnswer = z.infer<typeof jobStatsAnswer>;
