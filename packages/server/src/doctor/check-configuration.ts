import type { Config } from "../config/config.ts";
import { isLoopbackName } from "../config/is-loopback-name.ts";
import { type Finding, findingsOf } from "./finding.ts";

/** What of the configuration is looked at. */
export type CheckedConfig = Pick<
  Config,
  "host" | "publicUrl" | "dataDir" | "databaseUrl" | "secretKey" | "trustedProxies" | "metricsToken"
>;

const { ok, warning, error } = findingsOf("Configuration");

/** @param bitbuckets the base URLs of the integrations */
export function checkConfiguration(config: CheckedConfig, bitbuckets: string[]): Finding[] {
  const findings = [
    checkPublicUrl(config, bitbuckets),
    ...checkProxy(config),
    ...checkMetrics(config),
    ...checkSecretKey(config),
  ];
  const { host, publicUrl } = config;
  if (isLoopbackName(host) && !isLoopbackName(new URL(publicUrl).hostname)) {
    findings.push(
      warning(
        `The service listens on ${host}, which only this machine reaches. Unless a proxy here passes requests on to it, set HOST=0.0.0.0.`,
      ),
    );
  }
  return findings;
}

function checkPublicUrl({ publicUrl }: CheckedConfig, bitbuckets: string[]): Finding {
  const { hostname, protocol } = new URL(publicUrl);
  const elsewhere = bitbuckets.find((baseUrl) => !isLoopbackName(new URL(baseUrl).hostname));
  if (isLoopbackName(hostname)) {
    if (elsewhere === undefined) return ok(`PUBLIC_URL is ${publicUrl}, for this machine alone.`);
    return error(
      `PUBLIC_URL is ${publicUrl}, where ${elsewhere} finds itself and not this service. Set it to an address that Bitbucket can call.`,
    );
  }
  if (protocol === "http:") {
    return warning(
      `PUBLIC_URL is ${publicUrl}: tokens and passwords travel in the clear. Put a proxy with TLS in front, and set PUBLIC_URL to its https address.`,
    );
  }
  return ok(`PUBLIC_URL is ${publicUrl}.`);
}

function checkProxy({ publicUrl, trustedProxies }: CheckedConfig): Finding[] {
  if (!publicUrl.startsWith("https:") || trustedProxies.length > 0) return [];
  return [
    warning(
      "PUBLIC_URL is https, so a proxy stands before the service, and TRUSTED_PROXIES is not set: all requests seem to come from the proxy, and who guesses passwords locks everybody out. Set it to the address of the proxy.",
    ),
  ];
}

function checkMetrics({ publicUrl, metricsToken }: CheckedConfig): Finding[] {
  if (isLoopbackName(new URL(publicUrl).hostname) || metricsToken !== undefined) return [];
  return [
    warning(
      "METRICS_TOKEN is not set, so /metrics answers nobody. Set it, and have Prometheus send it as a bearer token.",
    ),
  ];
}

function checkSecretKey({ databaseUrl, secretKey, dataDir }: CheckedConfig): Finding[] {
  if (databaseUrl === undefined || secretKey !== undefined) return [];
  return [
    warning(
      `The secret key is a file in DATA_DIR (${dataDir}), and a replica elsewhere would make another one. Set SECRET_KEY to its content in all of them.`,
    ),
  ];
}
