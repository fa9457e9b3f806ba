import { z } from "zod";
import { authorAnswer, unknownIssuesAnswer } from "./commit.ts";
import { date, dateOrNull } from "./date.ts";
import { attemptAnswer, turnAnswer } from "./job.ts";

/** One webhook request as it was received. */
export const deliveryAnswer = z
  .object({
    id: z.string(),
    dateReceived: date,
    event: z.string().meta({ description: "As the host calls it: `repo:refs_changed`." }),
    repository: z.object({ id: z.string(), name: z.string() }).nullable(),
    integrationId: z.string(),
    verdict: z.enum(["match", "mismatch", "unsigned"]).meta({
      description:
        "What its signature came to. Only one that matches is kept here: `refused-deliveries` has the others.",
    }),
    state: z.enum(["pending", "processed", "ignored", "failed"]),
    reason: z.string().nullable().meta({ description: "Why it is ignored, or failed last." }),
    attempts: z.int(),
    dateFinished: dateOrNull,
    duration: z
      .int()
      .nullable()
      .meta({ description: "From received, or last replayed, to finished, in milliseconds." }),
    size: z.int().meta({ description: "Of its body, in bytes." }),
    requestId: z.string().nullable().meta({ description: "The host's own: `X-Request-Id`." }),
    jobId: z.string().nullable().meta({
      description: "Of the job that processes it; null when there was nothing to do.",
    }),
  })
  .meta({ id: "Delivery" });

export type DeliveryAnswer = z.infer<typeof deliveryAnswer>;

const namedIssue = z.object({
  id: z.string(),
  shortId: z.string(),
  title: z.string(),
  commit: z.string().nullable().meta({ description: "The sha of the commit that names it." }),
});

export const deliveryDetailAnswer = deliveryAnswer
  .extend({
    headers: z
      .record(z.string(), z.string())
      .meta({ description: "`hidden` stands for what is secret." }),
    body: z.string().meta({ description: "With what is secret hidden." }),
    isBodyTruncated: z.boolean(),
    commits: z
      .array(
        z.object({ id: z.string(), message: z.string(), dateCreated: date, author: authorAnswer }),
      )
      .meta({ description: "That it was first to bring, newest first." }),
    references: z.array(namedIssue).meta({ description: "Issues that these commits name." }),
    resolutions: z.array(namedIssue).meta({ description: "Issues that it resolved." }),
    unknownIssues: unknownIssuesAnswer,
    isOutcomeTruncated: z.boolean().meta({
      description: "There are more commits, references or resolutions than the 100 of each here.",
    }),
    turn: turnAnswer.nullable().meta({ description: "Null when it does not wait." }),
    attemptHistory: z.array(attemptAnswer),
  })
  .meta({ id: "DeliveryDetail" });

export type DeliveryDetailAnswer = z.infer<typeof deliveryDetailAnswer>;
