import { z } from "zod";
import { date, dateOrNull } from "./date.ts";

/** A lane in which jobs wait. */
export const laneAnswer = z
  .object({
    name: z.string(),
    purpose: z
      .enum(["repository", "releases", "links", "integration", "organization", "upstream", "other"])
      .meta({ description: "What its jobs are about." }),
    title: z.string().meta({ description: "That by its name: `SHOP/storefront`." }),
    subjectId: z.string().nullable().meta({
      description:
        "Of the repository, or of the integration whose releases or new links it is for.",
    }),
    integrationId: z.string().nullable(),
    isRunning: z.boolean().meta({ description: "Whether a worker is at its oldest job." }),
    depth: z.int().meta({ description: "Jobs that wait, the one that runs among them." }),
    dateOldest: date.meta({ description: "When the oldest of them was enqueued." }),
    dateNextAttempt: dateOrNull.meta({ description: "Null while it runs." }),
    oldestJob: z.object({
      id: z.string(),
      kind: z.string(),
      attempts: z.int(),
      lastError: z.string().nullable(),
    }),
  })
  .meta({ id: "Lane" });

export type LaneAnswer = z.infer<typeof laneAnswer>;
