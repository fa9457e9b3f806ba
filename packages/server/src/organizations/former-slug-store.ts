import { type Expression, expressionBuilder } from "kysely";
import type { Database } from "../db/database.ts";
import type { Schema } from "../db/schema.ts";
import type { Project } from "./project-store.ts";

/** Remembers what a project was called. Of two that had the slug, it leads to the later one. */
export async function storeFormerSlug(
  trx: Database,
  { id: projectId, organizationId, slug }: Pick<Project, "id" | "organizationId" | "slug">,
): Promise<void> {
  await trx
    .insertInto("formerSlugs")
    .values({ organizationId, slug, projectId })
    .onConflict((conflict) =>
      conflict.columns(["organizationId", "slug"]).doUpdateSet({ projectId }),
    )
    .execute();
}

/** What the project that was last called so is called now. */
export async function findPresentSlug(
  db: Database,
  organizationId: number,
  formerSlug: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom("formerSlugs")
    .innerJoin("projects", "projects.id", "formerSlugs.projectId")
    .select("projects.slug")
    .where("formerSlugs.organizationId", "=", organizationId)
    .where("formerSlugs.slug", "=", formerSlug)
    .executeTakeFirst();
  return row?.slug;
}

/**
 * The number of the project that is called so or, when none is, of the one that was last; 0 when there
 * was none. What people wrote down before a project was renamed, such as `SHOP-1` in a message, still
 * leads to it.
 */
export function projectCalled(organizationId: number, slug: string): Expression<number> {
  const eb = expressionBuilder<Schema>();
  return eb.fn.coalesce(
    eb
      .selectFrom("projects as called")
      .select("called.id")
      .where("called.organizationId", "=", organizationId)
      .where("called.slug", "=", slug),
    eb
      .selectFrom("formerSlugs")
      .select("formerSlugs.projectId")
      .where("formerSlugs.organizationId", "=", organizationId)
      .where("formerSlugs.slug", "=", slug),
    eb.lit(0),
  );
}
