import { z } from "zod";

/** What every answer is that is no success: a sentence, or sentences for each field. */
export const errorAnswer = z.object({ detail: z.unknown().optional() }).catchall(z.unknown()).meta({
  id: "Error",
  description:
    'A sentence as `{"detail": "…"}`, or for input that cannot be taken, a list of sentences for each field: `{"version": ["…"]}`.',
});
