import { z } from "zod";

/** The number of a token in a path; what is no number is no token, and answered so. */
export const tokenId = z.string().transform((text) => (/^\d{1,15}$/.test(text) ? Number(text) : 0));
