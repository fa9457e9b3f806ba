import { z } from "zod";
import { date } from "./date.ts";

const auditLogEntryAnswer = z
  .object({
    id: z.string(),
    event: z.string().meta({ description: "What was done: `member.add`." }),
    actor: z.object({
      id: z
        .string()
        .nullable()
        .meta({ description: "Null when it was no user, or is one no more." }),
      name: z.string(),
    }),
    ipAddress: z.string().nullable().meta({ description: "Where the request came from." }),
    targetObject: z.string().meta({ description: "The name of what it was done to." }),
    data: z.record(z.string(), z.unknown()),
    dateCreated: date,
  })
  .meta({ id: "AuditLogEntry" });

export type AuditLogEntryAnswer = z.infer<typeof auditLogEntryAnswer>;

export const auditLogAnswer = z
  .object({
    rows: z.array(auditLogEntryAnswer),
    options: z.array(z.string()).meta({ description: "All events that there are." }),
  })
  .meta({ id: "AuditLog" });

export type AuditLogAnswer = z.infer<typeof auditLogAnswer>;
