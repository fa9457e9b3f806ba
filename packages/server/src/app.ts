import type { Logger } from "pino";
import { createWorker } from "./app/create-worker.ts";
import { listSchedules } from "./app/list-schedules.ts";
import { listenForJobs } from "./app/listen-for-jobs.ts";
import { observeHosts, observeUpstreams } from "./app/observe-hosts.ts";
import { openStore } from "./app/open-store.ts";
import type { Config } from "./config/config.ts";
import { isPostgres } from "./db/is-postgres.ts";
import { BitbucketServerIntegrationProvider } from "./integrations/bitbucket-server/provider.ts";
import { Installations } from "./integrations/installations.ts";
import { ProviderRegistry } from "./integrations/registry.ts";
import { enqueueHookRepairs } from "./integrations/repair-hook.ts";
import { wakeLanes } from "./jobs/job-store.ts";
import { freeAllLanes } from "./jobs/lane-store.ts";
import { Scheduler } from "./jobs/schedule.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { bootstrap, type FirstRun } from "./organizations/bootstrap.ts";
import { makeAllDue } from "./reconcile/reconcile-store.ts";
import { enqueueFirstSight } from "./reconcile/record-first-sight.ts";
import { FETCH_RELEASE_COMMITS } from "./releases/enqueue-release-commits.ts";
import { reopenReleaseFetch } from "./releases/release-fetch-fate.ts";
import type { Api } from "./sentry-api/api.ts";
import { createApi } from "./sentry-api/create-api.ts";
import { operatorRoutes } from "./sentry-api/operators/routes.ts";
import { registerRoutes } from "./sentry-api/routes.ts";
import { enqueueConnect } from "./upstream/connect/connect-from-environment.ts";
import { dismissRelayed, reopenRelayed } from "./upstream/relay/relay-fate-store.ts";
import { RelayConnections } from "./upstream/pass-through/relay-connections.ts";
import { Upstreams } from "./upstream/upstreams.ts";
import { PROCESS_DELIVERY } from "./webhooks/store-delivery.ts";
import { dismissDelivery } from "./webhooks/dismiss-delivery.ts";
import { reopenDelivery } from "./webhooks/reopen-delivery.ts";
import { receiveDelivery } from "./webhooks/receive-delivery.ts";
import { webUiRoutes } from "./web-ui/routes.ts";

export interface App {
  /** Where it listens: `http://127.0.0.1:9000`. */
  url: string;
  /** Takes nothing more, finishes what is under way, and closes the database. */
  close(): Promise<void>;
}

/**
 * Builds the whole service from its configuration and starts it.
 * @param onFirstRun called when it has made what it is told, which is shown this once: after all that is
 *   wrong with the configuration was found, and also when the start fails after that
 */
export async function startApp(
  config: Config,
  logger: Logger,
  onFirstRun: (firstRun: FirstRun) => void = () => undefined,
): Promise<App> {
  const store = await openStore(config);
  const { db, secretBox } = store;
  const metrics = createMetrics(db);
  const observer = observeHosts(metrics, logger);
  const bitbucketServer = new BitbucketServerIntegrationProvider(config.outbound, observer);
  const registry = new ProviderRegistry([bitbucketServer]);
  const installations = new Installations({ db, registry, secretBox, wakeLanes, observer });
  const { outbound } = config;
  const upstreams = new Upstreams({
    db,
    secretBox,
    wakeLanes,
    outbound,
    observer: observeUpstreams(metrics, logger),
  });
  const relayConnections = new RelayConnections(outbound);
  const worker = createWorker(db, { config, installations, upstreams, secretBox, metrics, logger });
  const { enqueue } = worker;
  const { onDelivery, expectDeliveries } = metrics;
  const { publicUrl, metricsToken } = config;

  const api = createApi(logger, publicUrl, config.trustedProxies);
  const isWorking = () => worker.isWorking;
  operatorRoutes(api, { db, secretBox, isWorking, metrics, metricsToken });
  await receiveDelivery(api, { db, registry, secretBox, enqueue, onDelivery, expectDeliveries });
  await registerRoutes(api, {
    db,
    registry,
    installations,
    upstreams,
    relayConnections,
    onRelayed: metrics.onUpstream.onRelayed,
    outbound,
    secretBox,
    config,
    publicUrl,
    enqueue,
    wakeLanes,
    onReplay: {
      [PROCESS_DELIVERY]: reopenDelivery,
      [FETCH_RELEASE_COMMITS]: reopenReleaseFetch,
      ...reopenRelayed,
    },
    onDismiss: { [PROCESS_DELIVERY]: dismissDelivery, ...dismissRelayed },
    onLinked: (trx, repository) => enqueueFirstSight(enqueue, trx, repository),
  });
  webUiRoutes(api);
  const url = await api.listen({ host: config.host, port: config.port });
  const firstRun = await bootstrap(db, config);
  if (firstRun) onFirstRun(firstRun);
  await enqueueHookRepairs(db, { enqueue, publicUrl });
  if (!isPostgres(db)) await freeAllLanes(db);
  worker.start();
  const announcements = listenForJobs(config, logger, worker);
  await enqueueConnect(db, { enqueue, wakeLanes }, config);
  await makeAllDue(db, Date.now());
  const schedules = listSchedules(config, enqueue);
  const scheduler = new Scheduler(db, { schedules, logger });
  await scheduler.start();

  return {
    url,
    async close() {
      await Promise.all([closeApi(api), scheduler.stop(), worker.stop()]);
      await announcements?.close();
      await installations.close();
      await upstreams.close();
      await relayConnections.close();
      await store.close();
    },
  };
}

/** Requests under way are given this long. */
const REQUESTS_MS = 5_000;

async function closeApi(api: Api): Promise<void> {
  const cut = setTimeout(() => api.server.closeAllConnections(), REQUESTS_MS);
  await api.close();
  clearTimeout(cut);
}
