import type { Config } from "../config/config.ts";
import { type Finding, findingsOf } from "../doctor/finding.ts";

const { ok, error } = findingsOf("Service");

const PATIENCE_MS = 5_000;

/** Whether the service runs where this configuration says, and can do its work. */
export async function checkService({
  host,
  port,
}: Pick<Config, "host" | "port">): Promise<Finding> {
  const url = `http://${toReachable(host)}:${port}`;
  try {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok) return ok(`It is ready at ${url}.`);
    return error(`It is not ready at ${url}: ${await answer.text()}. See its log.`);
  } catch {
    return error(
      `Nothing answers at ${url}. Start the service, or set HOST and PORT as it has them.`,
    );
  }
}

/** What listens on all addresses is reached on this one. */
function toReachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
