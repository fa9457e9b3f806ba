import { z } from "zod";
import { toRowId } from "../../db/row-id.ts";

/** The number of a token in a path; what is no number is no token, and answered so. */
export const tokenId = z.string().transform(toRowId);
