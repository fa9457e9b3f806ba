import type { Database } from "../../db/database.ts";
import { storeFormerSlug } from "../../organizations/former-slug-store.ts";
import type { UpstreamProject } from "../client/upstream-project.ts";

/**
 * Mirrors projects of the upstream, so that its releases and rules can name them: makes those that the organization
 * has not, takes those that it has by their slugs, and renames those that were renamed there. They get no DSN key:
 * SDKs report to the upstream. None is ever deleted.
 * @returns how many were made
 */
export async function mirrorProjects(
  trx: Database,
  organizationId: number,
  projects: readonly UpstreamProject[],
): Promise<number> {
  // A name that one of them has given up may be another's now.
  const unknown: UpstreamProject[] = [];
  for (const project of projects) {
    if (!(await follow(trx, organizationId, project))) unknown.push(project);
  }
  let made = 0;
  for (const project of unknown) {
    const isThere = await adopt(trx, organizationId, project);
    if (isThere) continue;
    const createdAt = Date.now();
    await trx
      .insertInto("projects")
      .values({ ...project, organizationId, createdAt })
      .execute();
    made += 1;
  }
  return made;
}

/** The numbers here of projects of the upstream, as far as they are mirrored. */
export async function listMirroredIds(
  db: Database,
  organizationId: number,
  projects: readonly UpstreamProject[],
): Promise<number[]> {
  if (projects.length === 0) return [];
  const rows = await db
    .selectFrom("projects")
    .select("id")
    .where("organizationId", "=", organizationId)
    .where(
      "upstreamId",
      "in",
      projects.map(({ upstreamId }) => upstreamId),
    )
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** The projects of another Sentry have other numbers. */
export async function forgetMirrors(trx: Database, organizationId: number): Promise<void> {
  await trx
    .updateTable("projects")
    .set({ upstreamId: null })
    .where("organizationId", "=", organizationId)
    .where("upstreamId", "is not", null)
    .execute();
}

/** @returns false when none mirrors it yet */
async function follow(
  trx: Database,
  organizationId: number,
  { upstreamId, slug, name }: UpstreamProject,
): Promise<boolean> {
  const known = await trx
    .selectFrom("projects")
    .select(["id", "organizationId", "slug"])
    .where("organizationId", "=", organizationId)
    .where("upstreamId", "=", upstreamId)
    .executeTakeFirst();
  if (!known) return false;
  // Where another of ours has the slug already, this one keeps its own.
  if (known.slug === slug || (await isTaken(trx, organizationId, slug))) return true;
  await storeFormerSlug(trx, known);
  await trx.updateTable("projects").set({ slug, name }).where("id", "=", known.id).execute();
  return true;
}

async function isTaken(trx: Database, organizationId: number, slug: string): Promise<boolean> {
  return (await findBySlug(trx, organizationId, slug)) !== undefined;
}

/** Of a slug there is one project at a time: whatever had it there before is gone, or called otherwise. */
async function adopt(
  trx: Database,
  organizationId: number,
  { upstreamId, slug }: UpstreamProject,
): Promise<boolean> {
  const known = await findBySlug(trx, organizationId, slug);
  if (known) {
    await trx.updateTable("projects").set({ upstreamId }).where("id", "=", known.id).execute();
  }
  return known !== undefined;
}

function findBySlug(trx: Database, organizationId: number, slug: string) {
  return trx
    .selectFrom("projects")
    .select("id")
    .where("organizationId", "=", organizationId)
    .where("slug", "=", slug)
    .executeTakeFirst();
}
