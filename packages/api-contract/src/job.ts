import { z } from "zod";
import { date, dateOrNull } from "./date.ts";

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

export const replayedJobsAnswer = z.object({ replayed: z.int() }).meta({ id: "ReplayedJobs" });
