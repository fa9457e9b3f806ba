import { z } from "zod";

/** A text that may be missing, null or of another type: worth having, not worth failing for. */
export const optionalText = z.string().optional().catch(undefined);
