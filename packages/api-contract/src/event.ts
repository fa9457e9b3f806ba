import { z } from "zod";
import { date, dateOrNull } from "./date.ts";
import { releaseAnswer } from "./release.ts";

/** Alone, with all parts of its page in `entries`. */
export const eventAnswer = z
  .object({
    id: z.string().meta({ description: "32 hex digits." }),
    eventID: z.string(),
    groupID: z.string(),
    projectID: z.string(),
    title: z.string(),
    message: z.string(),
    location: z.string().nullable(),
    culprit: z.string().nullable(),
    platform: z.string(),
    type: z.string(),
    dateCreated: date,
    dateReceived: dateOrNull,
    tags: z.array(z.object({ key: z.string(), value: z.string() }).catchall(z.unknown())),
    user: z.record(z.string(), z.unknown()).nullable(),
    contexts: z.record(z.string(), z.unknown()),
    entries: z.array(z.object({ type: z.string(), data: z.unknown() })),
    release: releaseAnswer.nullable(),
    previousEventID: z.string().nullable().meta({ description: "The older one of its issue." }),
    nextEventID: z.string().nullable(),
  })
  .catchall(z.unknown())
  .meta({ id: "Event" });

export type EventAnswer = z.infer<typeof eventAnswer>;

/** As it comes in lists. */
export const eventSummaryAnswer = z
  .object({
    id: z.string(),
    eventID: z.string(),
    groupID: z.string(),
    projectID: z.string(),
    title: z.string(),
    dateCreated: date,
  })
  .catchall(z.unknown())
  .meta({ id: "EventSummary" });

export const eventIdAnswer = z
  .object({
    organizationSlug: z.string(),
    projectSlug: z.string(),
    groupId: z.string(),
    eventId: z.string(),
    event: eventAnswer,
  })
  .meta({ id: "EventId" });
