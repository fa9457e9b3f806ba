import autocannon from "autocannon";
import type { Load, LoadFigures } from "./run-load.ts";

/** The other end of run-load.ts: a process of its own, so that it does not slow what it measures. */
process.once("message", (load: Load) => {
  void send(load).then((figures) => process.send?.(figures, () => process.disconnect()));
});

async function send({ url, requests, connections, seconds, rate }: Load): Promise<LoadFigures> {
  const result = await autocannon({
    url,
    requests,
    connections,
    duration: seconds,
    timeout: 30,
    ...(rate !== undefined && { overallRate: rate }),
  });
  return {
    perSecond: result["2xx"] / result.duration,
    succeeded: result["2xx"],
    failed: result.non2xx + result.errors,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}
