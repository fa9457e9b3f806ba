import { z } from "zod";
import type { Database } from "../db/database.ts";
import type { Enqueue } from "../jobs/types.ts";
import { enqueueReleaseCommits, type WantedRef } from "../releases/enqueue-release-commits.ts";
import { announceRelay } from "./enqueue-relay-release.ts";
import { mirrorRelease } from "./mirrored-release-store.ts";

/** What the upstream says of the release that was made or changed. */
const answeredSchema = z.object({
  version: z.string(),
  dateCreated: z.iso.datetime({ offset: true }),
  dateReleased: z.iso.datetime({ offset: true }).nullish(),
  projects: z
    .array(z.object({ slug: z.string(), name: z.string(), platform: z.string().nullish() }))
    .default([]),
});

/**
 * Has the commits of refs fetched and sent to the upstream, which has just let the caller change the release.
 * @param answer the upstream's, in JSON
 * @param version that the caller named
 * @returns false when the upstream answers with another release
 */
export async function takeRefs(
  { db, enqueue }: { db: Database; enqueue: Enqueue },
  organizationId: number,
  { answer, version, refs }: { answer: string; version: string; refs: WantedRef[] },
): Promise<boolean> {
  const told = answeredSchema.parse(JSON.parse(answer));
  const { dateCreated, dateReleased, projects } = told;
  if (told.version !== version) return false;
  await db.transaction().execute(async (trx) => {
    const release = await mirrorRelease(trx, organizationId, {
      version,
      createdAt: Date.parse(dateCreated),
      dateReleased: dateReleased ? Date.parse(dateReleased) : null,
      projects: projects.map((project) => ({ ...project, platform: project.platform ?? null })),
    });
    await announceRelay(trx, release);
    await enqueueReleaseCommits(enqueue, trx, release, { refs, userId: undefined });
  });
  return true;
}
