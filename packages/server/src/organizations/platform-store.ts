import type { Database } from "../db/database.ts";

/** Makes it known that a project has events of these platforms. */
export async function ensurePlatforms(
  trx: Database,
  platforms: { projectId: number; name: string }[],
): Promise<void> {
  if (platforms.length === 0) return;
  const each = new Map(platforms.map((one) => [`${one.projectId} ${one.name}`, one]));
  await trx
    .insertInto("projectPlatforms")
    .values([...each.values()])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Of each of these projects: what its events are written in, by name. */
export async function listPlatforms(
  db: Database,
  projectIds: number[],
): Promise<{ projectId: number; name: string }[]> {
  return db
    .selectFrom("projectPlatforms")
    .selectAll()
    .where("projectId", "in", projectIds)
    .orderBy("name")
    .execute();
}
