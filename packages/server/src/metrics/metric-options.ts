import type { Registry } from "prom-client";

const PREFIX = "sentry_bitbucket_";

/** What every metric of the service says of itself. Labels have few values each, and hold no names. */
export function metricOptions<Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly Label[] = [],
) {
  return { name: PREFIX + name, help, labelNames, registers: [registry] };
}
