import { z } from "zod";
import type { RestApi } from "../http/rest-api.ts";
import type { Branch, DefaultBranch } from "../types.ts";

export interface BranchFilter {
  /** A part of the branch's name, in any case. */
  filterText?: string;
}

export const branchSchema: z.ZodType<Branch> = z
  .object({
    id: z.string(),
    displayId: z.string(),
    latestCommit: z.string(),
    // The published document calls it `default`; every recorded answer says `isDefault`.
    isDefault: z.boolean().optional(),
  })
  .transform((wire) => ({ ...wire, isDefault: wire.isDefault ?? false }));

export const defaultBranchSchema: z.ZodType<DefaultBranch> = z.object({
  id: z.string(),
  displayId: z.string(),
});

export function getBranches(
  api: RestApi,
  projectKey: string,
  slug: string,
  { filterText }: BranchFilter = {},
): AsyncGenerator<Branch, void, undefined> {
  return api.pages(api.path.branches(projectKey, slug), branchSchema, { filterText });
}

/** The configured one, also of an empty repository, where it does not exist yet. */
export function getDefaultBranch(
  api: RestApi,
  projectKey: string,
  slug: string,
): Promise<DefaultBranch> {
  return api.get(api.path.defaultBranch(projectKey, slug), defaultBranchSchema);
}
