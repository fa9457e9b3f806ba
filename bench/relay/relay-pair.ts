import { type BenchService, startBenchService } from "../load/bench-service.ts";

/** The service, and a second instance of it with the built-in tracker, to which it is yet to be connected. */
export interface RelayPair {
  upstream: BenchService;
  relay: BenchService;
  /** The upstream's. The organization is `sentry` in both. */
  token: string;
  /** Has the service relay to the upstream, or to what is at another URL. */
  connect: (url?: string) => Promise<void>;
  close(): Promise<void>;
}

const SCOPES = ["org:read", "org:ci", "project:read", "project:releases", "event:write"];

export async function startRelayPair(): Promise<RelayPair> {
  const upstream = await startBenchService();
  const relay = await startBenchService(undefined, { LOG_LEVEL: "info" });
  const asked = { name: "bench", scopes: SCOPES };
  const { token } = await upstream.client.call<{ token: string }>("POST", "/api-tokens/", asked);
  return {
    upstream,
    relay,
    token,
    async connect(url = upstream.url) {
      const wanted = { url, organization: "sentry", token };
      await relay.client.call("POST", "/organizations/sentry/upstream/", wanted);
    },
    async close() {
      for (const service of [relay, upstream]) {
        await service.stop();
        service.remove();
      }
    },
  };
}
