import { z } from "zod";

const level = z.enum(["ok", "warning", "error"]);

export const doctorAnswer = z
  .object({
    level: level.meta({ description: "The worst of all." }),
    findings: z.array(
      z.object({
        level,
        area: z.string().meta({ description: "What was looked at." }),
        message: z.string().meta({ description: "What is so, and what to do about it." }),
        direction: z
          .literal("from-host")
          .optional()
          .meta({ description: "Of a host's calls to us; absent of all else." }),
      }),
    ),
  })
  .meta({ id: "Doctor" });

export type DoctorAnswer = z.infer<typeof doctorAnswer>;
