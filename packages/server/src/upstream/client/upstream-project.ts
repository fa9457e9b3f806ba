import { z } from "zod";
import { toStorableText } from "../../db/to-storable-text.ts";

/** A project as lists of an upstream tell it, and releases their own. */
export const upstreamProjectSchema = z
  .object({
    id: z.union([z.string(), z.number()]).transform(String),
    slug: z.string(),
    name: z.string().transform(toStorableText),
    platform: z.string().nullish(),
  })
  .transform(
    ({ id, slug, name, platform }): UpstreamProject => ({
      upstreamId: id,
      slug,
      name,
      platform: platform ?? null,
    }),
  );

export interface UpstreamProject {
  /** It stays when the project is renamed. */
  upstreamId: string;
  slug: string;
  name: string;
  platform: string | null;
}
