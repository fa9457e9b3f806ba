import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import {
  RECORD_FIRST_SIGHT,
  enqueueFirstSight,
  recordFirstSight,
} from "./commits/record-first-sight.ts";
import type { Config } from "./config/config.ts";
import { loadSecretKey } from "./config/secret-key.ts";
import { StartError } from "./config/start-error.ts";
import { type Database, openDatabase } from "./db/database.ts";
import { BitbucketServerIntegrationProvider } from "./integrations/bitbucket-server/provider.ts";
import { isSameKey } from "./integrations/key-check-store.ts";
import { Installations } from "./integrations/installations.ts";
import { ProviderRegistry } from "./integrations/registry.ts";
import { enqueueHookRepairs, REPAIR_HOOK, repairHook } from "./integrations/repair-hook.ts";
import { SecretBox } from "./integrations/secret-box.ts";
import type { Enqueue } from "./jobs/types.ts";
import { wakeLanes } from "./jobs/job-store.ts";
import { Worker } from "./jobs/worker.ts";
import { bootstrap, type FirstRun } from "./organizations/bootstrap.ts";
import { FIND_COMMIT_OF_RELEASE, findCommitOfRelease } from "./releases/find-commit-of-release.ts";
import { FETCH_RELEASE_COMMITS } from "./releases/enqueue-release-commits.ts";
import { fetchReleaseCommits } from "./releases/fetch-release-commits.ts";
import { createApi } from "./sentry-api/create-api.ts";
import { registerRoutes } from "./sentry-api/routes.ts";
import { PROCESS_DELIVERY } from "./webhooks/store-delivery.ts";
import { processDelivery } from "./webhooks/process-delivery.ts";
import { receiveDelivery } from "./webhooks/receive-delivery.ts";

export interface App {
  /** Where it listens: `http://127.0.0.1:9000`. */
  url: string;
  /** Takes nothing more, finishes what is under way, and closes the database. */
  close(): Promise<void>;
}

/**
 * Builds the whole service from its configuration and starts it.
 * @param onFirstRun called on an empty database, also when the start fails after that: what it is
 *   told is shown this once
 */
export async function startApp(
  config: Config,
  logger: Logger,
  onFirstRun: (firstRun: FirstRun) => void = () => undefined,
): Promise<App> {
  makeDataDir(config.dataDir);
  const db = await openDatabase(join(config.dataDir, "sentry-bitbucket-server.sqlite"));
  const secretBox = new SecretBox(loadSecretKey(config.dataDir, config.secretKey));
  if (!(await isSameKey(db, secretBox))) {
    await db.destroy();
    throw new StartError(WRONG_KEY);
  }
  const firstRun = await bootstrap(db, config);
  if (firstRun) onFirstRun(firstRun);
  const registry = new ProviderRegistry([new BitbucketServerIntegrationProvider(config.proxy)]);
  const installations = new Installations({ db, registry, secretBox });
  const worker = createWorker(db, { config, installations, secretBox, logger });
  const { enqueue } = worker;
  const { publicUrl } = config;

  const api = createApi(logger, publicUrl);
  await receiveDelivery(api, { db, registry, secretBox, enqueue });
  await registerRoutes(api, {
    db,
    registry,
    installations,
    secretBox,
    publicUrl,
    enqueue,
    wakeLanes,
    onLinked: (trx, repository) => enqueueFirstSight(enqueue, trx, repository.id),
  });
  const url = await api.listen({ host: config.host, port: config.port });
  await enqueueHookRepairs(db, { enqueue, publicUrl });
  worker.start();

  return {
    url,
    async close() {
      await api.close();
      await worker.stop();
      await installations.close();
      await db.destroy();
    },
  };
}

const WRONG_KEY =
  "The database was encrypted with another SECRET_KEY. Start with the key it was begun with (its own is in DATA_DIR, in the file secret-key).";

/** @throws StartError when there can be no such folder */
function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`DATA_DIR cannot be used: ${reason}`, { cause });
  }
}

/** Each kind of job with what does it. */
function createWorker(
  db: Database,
  {
    config,
    installations,
    secretBox,
    logger,
  }: { config: Config; installations: Installations; secretBox: SecretBox; logger: Logger },
): Worker {
  const enqueue: Enqueue = (trx, job) => worker.enqueue(trx, job);
  const deps = { db, installations, enqueue, publicUrl: config.publicUrl };
  const worker = new Worker(db, {
    logger,
    handlers: {
      [PROCESS_DELIVERY]: processDelivery(deps),
      [RECORD_FIRST_SIGHT]: recordFirstSight(deps),
      [FETCH_RELEASE_COMMITS]: fetchReleaseCommits(deps),
      [FIND_COMMIT_OF_RELEASE]: findCommitOfRelease(deps),
      [REPAIR_HOOK]: repairHook({ ...deps, secretBox, logger }),
    },
  });
  return worker;
}
