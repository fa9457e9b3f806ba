import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { eventually } from "./eventually.ts";
import type { World } from "./start-world.ts";

/** Waits until the service has done all that follows from the pushes so far. */
export async function pushesDone(world: World): Promise<void> {
  await world.sandbox.idle();
  const file = join(world.folder, "service", "sentry-bitbucket-server.sqlite");
  using database = new DatabaseSync(file, { readOnly: true });
  const open = database.prepare(
    "select id from jobs where lane like 'repository:%' and state <> 'done'",
  );
  await eventually("the end of the jobs of all repositories", () =>
    Promise.resolve(open.all().length === 0),
  );
}
