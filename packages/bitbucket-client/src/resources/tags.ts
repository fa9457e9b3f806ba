import { z } from "zod";
import { optionalText } from "../http/optional-text.ts";
import type { RestApi } from "../http/rest-api.ts";
import type { Tag } from "../types.ts";

export interface TagFilter {
  /** A part of the tag's name, in any case. */
  filterText?: string;
}

export const tagSchema: z.ZodType<Tag> = z.object({
  id: z.string(),
  displayId: z.string(),
  latestCommit: z.string(),
  hash: optionalText,
});

export function getTags(
  api: RestApi,
  projectKey: string,
  slug: string,
  { filterText }: TagFilter = {},
): AsyncGenerator<Tag, void, undefined> {
  return api.pages(api.path.tags(projectKey, slug), tagSchema, { filterText });
}
