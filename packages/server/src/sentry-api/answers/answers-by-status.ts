import { z } from "zod";

/** What an operation answers of its own, by status: its successes, or why there is none. */
export type Answers = Record<number, z.ZodType>;

export const nothing = z.null().meta({ description: "Nothing more to say." });
