import { z } from "zod";
import type { Push, RefChange } from "../../commits/types.ts";
import type { RepositoryInDelivery } from "../types.ts";

const ZERO_SHA = /^0+$/;

/** Only what tells a repository for certain: everything else comes and goes with the versions. */
export const repositorySchema = z.object({
  id: z.number(),
  slug: z.string().min(1),
  project: z.object({ key: z.string().min(1) }),
});

export const refsChangedSchema = z.object({
  repository: repositorySchema,
  changes: z.array(
    z.object({
      ref: z.object({ id: z.string() }),
      fromHash: z.string(),
      toHash: z.string(),
    }),
  ),
});

/** Every ref that a `repo:refs_changed` moved; there may be many, or none. */
export function toPush(wire: z.infer<typeof refsChangedSchema>): Push {
  return { refChanges: wire.changes.map(toRefChange) };
}

export function toRefChange({
  ref,
  fromHash,
  toHash,
}: {
  ref: { id: string };
  fromHash: string;
  toHash: string;
}): RefChange {
  return {
    ref: ref.id,
    refType: ref.id.startsWith("refs/tags/") ? "tag" : "branch",
    type: ZERO_SHA.test(toHash) ? "delete" : ZERO_SHA.test(fromHash) ? "add" : "update",
    fromSha: fromHash,
    toSha: toHash,
  };
}

export function toRepositoryInDelivery(
  wire: z.infer<typeof repositorySchema>,
): RepositoryInDelivery {
  return { externalId: String(wire.id), projectKey: wire.project.key, slug: wire.slug };
}
