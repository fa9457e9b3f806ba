import { eventually } from "./eventually.ts";
import { queryDatabase } from "./service-database.ts";
import type { Service } from "./start-service.ts";
import type { World } from "./start-world.ts";

/** A push of hundreds of commits has git started for each of them, which a busy machine does late. */
const PATIENCE_MS = 60_000;

/**
 * Waits until the service has done all that follows from the pushes so far.
 * @param repositoryId of this repository alone
 */
export async function pushesDone(world: World, repositoryId?: string): Promise<void> {
  await world.sandbox.idle();
  await jobsDone(world, repositoryId);
}

/** Waits until the service has done the jobs of all repositories, or of one. */
export async function jobsDone(
  service: Pick<Service, "dataDir" | "databaseUrl">,
  repositoryId = "%",
): Promise<void> {
  const open = "select id from jobs where lane like ? and state <> 'done'";
  const isDone = async () =>
    (await queryDatabase(service, open, `repository:${repositoryId}`)).length === 0;
  await eventually("the end of the jobs", isDone, PATIENCE_MS);
}
