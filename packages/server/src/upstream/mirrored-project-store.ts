import type { Database } from "../db/database.ts";

/** A project as the upstream tells it. */
export interface UpstreamProject {
  slug: string;
  name: string;
  platform: string | null;
}

/**
 * Makes those projects that the organization has not by their slugs, so that its releases and rules can name
 * them. They get no DSN key: SDKs report to the upstream. None is ever deleted, nor renamed.
 * @returns how many were made
 */
export async function addMirroredProjects(
  trx: Database,
  organizationId: number,
  projects: readonly UpstreamProject[],
): Promise<number> {
  let made = 0;
  for (const project of projects) {
    const row = await trx
      .insertInto("projects")
      .values({ ...project, organizationId, createdAt: Date.now() })
      .onConflict((conflict) => conflict.columns(["organizationId", "slug"]).doNothing())
      .returning("id")
      .executeTakeFirst();
    if (row) made += 1;
  }
  return made;
}
