import { z } from "zod";

const id = z.string().meta({ description: "The event's id, 32 hex digits." });

/** No id, when nothing was sent that has one. */
export const envelopeAnswer = z.object({ id: id.optional() });

export const storedEventAnswer = z.object({ id });
