import { z } from "zod";
import { SLUG, SLUG_RULE } from "./slug.ts";

const LONGEST = 50;

/** What a project can be given; `projectBody.partial()` when it is there already. */
export const projectBody = z.object({
  name: z.string().trim().min(1, "This field may not be blank.").max(LONGEST),
  slug: z.string().max(LONGEST).regex(SLUG, SLUG_RULE).optional(),
  platform: z.string().max(64).nullish(),
});
