import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import type { CodeMapping } from "./code-mapping-store.ts";

/** A code mapping with the names of what it is about. */
export interface ListedCodeMapping extends CodeMapping {
  projectSlug: string;
  repositoryName: string;
  integrationId: number;
  /** The provider's key. */
  provider: string;
}

/** The code mappings of an organization or one of its projects, oldest first; a page of `readPage`. */
export function listCodeMappingsOf(
  db: Database,
  { organizationId, projectId }: { organizationId: number; projectId?: number | undefined },
  page: Page,
): Promise<ListedCodeMapping[]> {
  let rows = selectListed(db, organizationId);
  if (projectId !== undefined) rows = rows.where("codeMappings.projectId", "=", projectId);
  const id = sql.ref("codeMappings.id");
  return readPage(rows, { key: id, id, direction: "asc" }, page);
}

export function findCodeMapping(
  db: Database,
  organizationId: number,
  id: number,
): Promise<ListedCodeMapping | undefined> {
  return selectListed(db, organizationId).where("codeMappings.id", "=", id).executeTakeFirst();
}

function selectListed(db: Database, organizationId: number) {
  return db
    .selectFrom("codeMappings")
    .innerJoin("projects", "projects.id", "codeMappings.projectId")
    .innerJoin("repositories", "repositories.id", "codeMappings.repositoryId")
    .innerJoin("integrations", "integrations.id", "repositories.integrationId")
    .selectAll("codeMappings")
    .select([
      "projects.slug as projectSlug",
      "repositories.name as repositoryName",
      "integrations.id as integrationId",
      "integrations.provider",
    ])
    .where("projects.organizationId", "=", organizationId);
}
