import type { Database } from "../src/db/database.ts";
import { createProject } from "../src/organizations/project-store.ts";

/** Makes the project `web` of the first organization, and reports `WEB-1`. @returns the issue's number */
export async function addIssue(db: Database): Promise<number> {
  const project = { organizationId: 1, slug: "web", name: "Web", platform: "node" };
  const { id: projectId } = (await createProject(db, project)) ?? { id: 0 };
  const counted = { timesSeen: 1, usersSeen: 0, firstSeen: 0, lastSeen: 0 };
  const { id } = await db
    .insertInto("issues")
    .values({
      organizationId: 1,
      projectId,
      number: 1,
      title: "TypeError: x",
      culprit: "",
      type: "error",
      level: "error",
      metadata: "{}",
      platform: "node",
      status: "unresolved",
      ...counted,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}
