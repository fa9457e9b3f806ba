import { createHash, timingSafeEqual } from "node:crypto";
import { BlockList, isIPv6 } from "node:net";
import type { FastifyRequest } from "fastify";
import type { Metrics } from "../../metrics/metrics.ts";
import { isLoopbackName } from "../../config/is-loopback-name.ts";
import { ApiError } from "../api-error.ts";
import type { Api } from "../api.ts";

export interface MetricsDeps {
  metrics: Pick<Metrics, "contentType" | "read">;
  /** Who has it may read the metrics from anywhere; without one, only this machine may, of a service that is for this machine alone. */
  metricsToken: string | undefined;
}

/** `GET /metrics`, for Prometheus. */
export function getMetrics(app: Api, { metrics, metricsToken }: MetricsDeps): void {
  app.get("/metrics", async (request, reply) => {
    if (metricsToken === undefined) requireLocal(request, app.publicUrl);
    else requireMetricsToken(request, metricsToken);
    return reply.type(metrics.contentType).send(await metrics.read());
  });
}

function requireMetricsToken(request: FastifyRequest, expected: string): void {
  const [, given = ""] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "") ?? [];
  if (timingSafeEqual(digest(given), digest(expected))) return;
  throw new ApiError(401, "Send METRICS_TOKEN as a bearer token.", {
    "www-authenticate": 'Bearer realm="metrics"',
  });
}

/** Of one length, as a comparison in constant time needs it. */
const digest = (text: string) => createHash("sha256").update(text).digest();

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/**
 * A proxy on this machine calls from it too, and need not say for whom. But a service behind a proxy has a
 * public address, and a page that has a browser here ask by another name (DNS rebinding) is told by that.
 */
function requireLocal({ socket, hostname }: FastifyRequest, publicUrl: string): void {
  const { remoteAddress = "" } = socket;
  const isLocal = loopback.check(remoteAddress, isIPv6(remoteAddress) ? "ipv6" : "ipv4");
  const names = [hostname, new URL(publicUrl).hostname];
  if (isLocal && names.every(isLoopbackName)) return;
  throw new ApiError(
    403,
    "Without METRICS_TOKEN, metrics are for this machine alone, and only while PUBLIC_URL is. Set it, and send it as a bearer token.",
  );
}
