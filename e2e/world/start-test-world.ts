import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabaseUrl } from "@sentry-bitbucket-server/server/test/test-store";
import { onTestFinished } from "vitest";
import { checkObserved } from "./observe-services.ts";
import { type Bitbucket, startBitbucket } from "./start-bitbucket.ts";
import { type Service, startService } from "./start-service.ts";
import { startWorld, type World } from "./start-world.ts";

/*
 * Worlds for tests: what their services answer is checked besides, see `observe-services.ts`. One
 * world serves a file; what a single test needs more of is there until the test has ended. Each
 * service has a store of the kind that this run of the tests is for.
 */

/** The two servers. To close them fails when an answer was not as documented. */
export async function startTestWorld(environment: Record<string, string> = {}): Promise<World> {
  const world = await startWorld({ environment: { ...(await makeStore()), ...environment } });
  return {
    ...world,
    async close() {
      await world.close();
      checkObserved();
    },
  };
}

/** Another Bitbucket, for one test. */
export async function startTestBitbucket(
  options: { contextPath?: string } = {},
): Promise<Bitbucket> {
  const started = await startBitbucket({ dataDir: makeFolder(), ...options });
  onTestFinished(() => started.sandbox.close());
  return started;
}

/** Another service, for one test, or one that was stopped once more. */
export async function startTestService(
  environment: Record<string, string>,
  { dataDir, databaseUrl }: Partial<Pick<Service, "dataDir" | "databaseUrl">> = {},
): Promise<Service> {
  const store = databaseUrl ? { DATABASE_URL: databaseUrl } : await makeStore();
  const started = await startService({
    dataDir: dataDir ?? join(makeFolder(), "service"),
    environment: { ...store, ...environment },
  });
  onTestFinished(() => started.app.close());
  return started;
}

/** The variables of an empty store. */
export async function makeStore(): Promise<Record<string, string>> {
  const url = await createTestDatabaseUrl();
  return url === undefined ? {} : { DATABASE_URL: url };
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "sentry-bitbucket-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
