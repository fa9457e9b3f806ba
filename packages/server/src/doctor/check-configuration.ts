import type { Config } from "../config/config.ts";
import { type Finding, findingsOf } from "./finding.ts";

/** What of the configuration is looked at. */
export type CheckedConfig = Pick<
  Config,
  "host" | "publicUrl" | "dataDir" | "databaseUrl" | "secretKey"
>;

const { ok, warning, error } = findingsOf("Configuration");

/** @param bitbuckets the base URLs of the integrations */
export function checkConfiguration(config: CheckedConfig, bitbuckets: string[]): Finding[] {
  const findings = [checkPublicUrl(config, bitbuckets), ...checkSecretKey(config)];
  const { host, publicUrl } = config;
  if (isLoopback(host) && !isLoopback(new URL(publicUrl).hostname)) {
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
  const elsewhere = bitbuckets.find((baseUrl) => !isLoopback(new URL(baseUrl).hostname));
  if (isLoopback(hostname)) {
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

function checkSecretKey({ databaseUrl, secretKey, dataDir }: CheckedConfig): Finding[] {
  if (databaseUrl === undefined || secretKey !== undefined) return [];
  return [
    warning(
      `The secret key is a file in DATA_DIR (${dataDir}), and a replica elsewhere would make another one. Set SECRET_KEY to its content in all of them.`,
    ),
  ];
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || host === "::1" || /^127(\.\d+){3}$/.test(host);
}
