import type { Database } from "../../db/database.ts";
import { addReleaseProjects, ensureRelease, type Release } from "../../releases/release-store.ts";
import { listMirroredIds, mirrorProjects } from "../connect/mirrored-project-store.ts";
import type { UpstreamProject } from "../client/upstream-project.ts";

/** A release as the upstream has it. Times are epoch milliseconds. */
export interface MirroredRelease {
  version: string;
  createdAt: number;
  dateReleased: number | null;
  projects: UpstreamProject[];
}

/**
 * Mirrors a release of the upstream with its projects and dates, so that it has its place among the releases
 * of ours, and the next one begins where it ends.
 */
export async function mirrorRelease(
  trx: Database,
  organizationId: number,
  { version, createdAt, dateReleased, projects }: MirroredRelease,
): Promise<Release> {
  const { release } = await ensureRelease(trx, organizationId, version);
  await mirrorProjects(trx, organizationId, projects);
  await addReleaseProjects(trx, release.id, await listMirroredIds(trx, organizationId, projects));
  await trx
    .updateTable("releases")
    .set({ createdAt, dateReleased })
    .where("id", "=", release.id)
    .execute();
  return { ...release, createdAt, dateReleased };
}
