import type { Observer } from "@sentry-bitbucket-server/bitbucket-client";
import type { HostObserver } from "../types.ts";

/** Tells of one client's calls as those of its integration. */
export function toClientObserver(observer: HostObserver, integrationId: number): Observer {
  return {
    onExchange({ method, url, status, durationMs }) {
      const path = new URL(url).pathname;
      observer.onCall({ integrationId, method, path, status, durationMs });
    },
    onWait({ ms, reason }) {
      observer.onWait({ integrationId, ms, reason });
    },
  };
}
