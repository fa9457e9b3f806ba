import type { Logger } from "pino";
import type { Pause } from "../integrations/pause.ts";
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
    onChange({ pause, ...integration }) {
      if (pause) logger.warn({ ...integration, ...told(pause) }, "integration paused");
      else logger.info(integration, "integration resumed");
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
    onChange({ pause, ...upstream }) {
      if (pause) logger.warn({ ...upstream, ...told(pause) }, "upstream paused");
      else logger.info(upstream, "upstream resumed");
    },
  };
}

const told = ({ code, reason }: Pause) => ({ code, reason });
