import { z } from "zod";

/** A query parameter that may be repeated; empty values say nothing. */
export const repeated = z
  .union([z.string(), z.array(z.string())])
  .transform((values) => [values].flat().filter((value) => value !== ""))
  .transform((values) => (values.length === 0 ? undefined : values))
  .optional();
