import type { Logger } from "pino";
import type { HostObserver } from "../integrations/types.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { UpstreamObserver } from "../upstream/types.ts";

/** Counts what is asked of the hosts, and logs it for who looks closely, with the job that asks. */
export function observeHosts(metrics: Metrics, logger: Logger): HostObserver {
  return {
    onCall(call) {
      metrics.onHost.onCall(call);
      const durationMs = Math.round(call.durationMs);
      logger.debug({ ...call, durationMs }, "asked Bitbucket");
    },
    onWait(wait) {
      metrics.onHost.onWait(wait);
      logger.debug(wait, "waiting to ask Bitbucket again");
    },
  };
}

/** The same for what is asked of upstreams. */
export function observeUpstreams(metrics: Metrics, logger: Logger): UpstreamObserver {
  return {
    onCall(call) {
      metrics.onUpstream.onCall(call);
      const durationMs = Math.round(call.durationMs);
      logger.debug({ ...call, durationMs }, "asked the upstream");
    },
  };
}
