import type { Logger } from "pino";
import type { Config } from "../config/config.ts";
import { announceJobs } from "../db/announcements.ts";
import type { Database } from "../db/database.ts";
import type { Installations } from "../integrations/installations.ts";
import {
  failBatchedLink,
  LINK_REPOSITORY,
  linkBatchedRepository,
} from "../integrations/link-in-batch.ts";
import { PROBE_INTEGRATION, probeIntegration } from "../integrations/probe-integration.ts";
import { REPAIR_HOOK, repairHook } from "../integrations/repair-hook.ts";
import type { SecretBox } from "../integrations/secret-box.ts";
import type { Enqueue } from "../jobs/types.ts";
import { wakeLanes } from "../jobs/job-store.ts";
import { Worker } from "../jobs/worker.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { BRING_REF_CHANGE, bringRefChange } from "../reconcile/bring-ref-change.ts";
import { RECONCILE_REPOSITORY } from "../reconcile/enqueue-reconcile.ts";
import { reconcileRepository } from "../reconcile/reconcile-repository.ts";
import {
  enqueueFirstSight,
  RECORD_FIRST_SIGHT,
  recordFirstSight,
} from "../reconcile/record-first-sight.ts";
import { ASK_HOST_FOR_RELEASE, askHostForRelease } from "../releases/ask-host-for-release.ts";
import { FETCH_RELEASE_COMMITS } from "../releases/enqueue-release-commits.ts";
import { fetchReleaseCommits } from "../releases/fetch-release-commits.ts";
import { FIND_COMMIT_OF_RELEASE, findCommitOfRelease } from "../releases/find-commit-of-release.ts";
import { failReleaseFetch } from "../releases/release-fetch-fate.ts";
import { CLEAN_UP, cleanUp } from "../retention/clean-up.ts";
import {
  CONNECT_UPSTREAM,
  connectFromEnvironment,
} from "../upstream/connect/connect-from-environment.ts";
import { POLL_UPSTREAM } from "../upstream/completion/enqueue-poll.ts";
import { RELAY_ISSUE } from "../upstream/issues/enqueue-relay-issues.ts";
import { RELAY_RELEASE } from "../upstream/releases/enqueue-relay-release.ts";
import { findUpstreamBase } from "../upstream/releases/find-upstream-base.ts";
import { pollUpstream } from "../upstream/completion/poll-upstream.ts";
import { PROBE_UPSTREAM, probeUpstream } from "../upstream/watch/probe-upstream.ts";
import { failRelayed } from "../upstream/relay/relay-fate-store.ts";
import { relayIssue } from "../upstream/issues/relay-issue.ts";
import { relayRelease } from "../upstream/releases/relay-release.ts";
import { UpstreamIssues } from "../upstream/issues/upstream-issues.ts";
import type { Upstreams } from "../upstream/upstreams.ts";
import { failDelivery } from "../webhooks/fail-delivery.ts";
import { processDelivery } from "../webhooks/process-delivery.ts";
import { PROCESS_DELIVERY } from "../webhooks/store-delivery.ts";

/** Each kind of job with what does it. */
export function createWorker(
  db: Database,
  {
    config,
    installations,
    upstreams,
    secretBox,
    metrics,
    logger,
  }: {
    config: Config;
    installations: Installations;
    upstreams: Upstreams;
    secretBox: SecretBox;
    metrics: Pick<Metrics, "onAttempt" | "expectAttempts" | "onFinding" | "onWorkerError">;
    logger: Logger;
  },
): Worker {
  const enqueue: Enqueue = (trx, ...jobs) => worker.enqueue(trx, ...jobs);
  const deps = { db, installations, enqueue, logger, publicUrl: config.publicUrl };
  const relay = { db, secretBox, enqueue, wakeLanes, outbound: config.outbound };
  const { onAttempt, onFinding, onWorkerError: onError } = metrics;
  const handlers = {
    [PROCESS_DELIVERY]: processDelivery(deps),
    [RECORD_FIRST_SIGHT]: recordFirstSight(deps),
    [FETCH_RELEASE_COMMITS]: fetchReleaseCommits({
      ...deps,
      findBase: findUpstreamBase({ db, upstreams }),
    }),
    [FIND_COMMIT_OF_RELEASE]: findCommitOfRelease(deps),
    [ASK_HOST_FOR_RELEASE]: askHostForRelease(deps),
    [LINK_REPOSITORY]: linkBatchedRepository({
      ...deps,
      secretBox,
      onLinked: (trx, repository) => enqueueFirstSight(enqueue, trx, repository),
    }),
    [REPAIR_HOOK]: repairHook({ ...deps, secretBox }),
    [RECONCILE_REPOSITORY]: reconcileRepository({ ...deps, secretBox, onFinding }),
    [BRING_REF_CHANGE]: bringRefChange(deps),
    [PROBE_INTEGRATION]: probeIntegration(deps),
    [PROBE_UPSTREAM]: probeUpstream({ upstreams }),
    [CONNECT_UPSTREAM]: connectFromEnvironment({ ...relay, upstreams, config }),
    [POLL_UPSTREAM]: pollUpstream({ ...deps, upstreams }),
    [RELAY_RELEASE]: relayRelease({ db, upstreams }),
    [RELAY_ISSUE]: relayIssue({ db, upstreams, upstreamIssues: new UpstreamIssues() }),
    [CLEAN_UP]: cleanUp({ db, retention: config.retention }),
  };
  metrics.expectAttempts(Object.keys(handlers));
  const worker = new Worker(db, {
    logger,
    onAttempt,
    onSetAside: {
      [PROCESS_DELIVERY]: failDelivery,
      [FETCH_RELEASE_COMMITS]: failReleaseFetch(enqueue),
      ...failBatchedLink,
      ...failRelayed,
    },
    onError,
    ...(config.databaseUrl !== undefined && { announce: announceJobs }),
    handlers,
  });
  // What they ask a host ends with them, also while it waits for an answer or a rate limit.
  worker.signal.addEventListener("abort", () => {
    void installations.close();
    void upstreams.close();
  });
  return worker;
}
