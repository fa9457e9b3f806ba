import { LinkLocalAddress, toLinkLocalError } from "./link-local.ts";
import { OutboundError, type OutboundFailure } from "./outbound-error.ts";

/** Where a request went. */
export interface Destination {
  url: string;
  /** What people call the server: `Bitbucket`. */
  peer: string;
  /** What the connection goes through, to be named when it is what fails. */
  proxy: URL | undefined;
}

/**
 * Turns what a socket, TLS or undici threw into a sentence that says where to look.
 * @param closed whether we ended the connection ourselves
 */
export function toOutboundError(
  cause: unknown,
  { url, peer, proxy }: Destination,
  closed: boolean,
): OutboundError {
  if (cause instanceof OutboundError) return cause;
  if (cause instanceof LinkLocalAddress) return toLinkLocalError(cause, url);
  const { host } = new URL(url);
  const code = errorCode(cause);
  if (!closed && proxy && isAbout(proxy, cause)) {
    const why = proxyFailures[code] ?? "the connection to it failed";
    const happened = `The proxy ${proxy.host} cannot be reached: ${why}. Check the address of the proxy. [${code}]`;
    return new OutboundError("proxy", happened, { cause });
  }
  const failure = closed ? "closed" : classify(code, cause);
  if (failure === "silent")
    return new OutboundError(failure, toSilence(code, host, peer), { cause });
  return new OutboundError(failure, describe(failure, { code, host, peer }), { cause });
}

function toSilence(code: string, host: string, peer: string): string {
  if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT") {
    return `${peer} at ${host} went silent before it had answered completely.`;
  }
  return `No connection to ${host} in time. Check the base URL and the firewalls between.`;
}

const failureByCode: Record<string, OutboundFailure> = {
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  EAI_NODATA: "dns",
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  ECONNRESET: "reset",
  EPIPE: "reset",
  UND_ERR_SOCKET: "reset",
  EPROTO: "tls",
  HTTPParserError: "protocol",
  UND_ERR_PRX_TLS: "proxy",
  UND_ERR_PRX_CONN: "proxy",
  UND_ERR_CLOSED: "closed",
  UND_ERR_DESTROYED: "closed",
  ETIMEDOUT: "silent",
  UND_ERR_CONNECT_TIMEOUT: "silent",
  UND_ERR_HEADERS_TIMEOUT: "silent",
  UND_ERR_BODY_TIMEOUT: "silent",
};

const proxyFailures: Record<string, string> = {
  ENOTFOUND: "its name cannot be resolved",
  EAI_AGAIN: "its name cannot be resolved",
  ECONNREFUSED: "it refuses the connection",
  ETIMEDOUT: "it does not answer in time",
  UND_ERR_CONNECT_TIMEOUT: "it does not answer in time",
};

/** Whether it was the way to the proxy that failed: only then its name or port is in the error. */
function isAbout(proxy: URL, cause: unknown): boolean {
  const port = Number(proxy.port || (proxy.protocol === "https:" ? 443 : 80));
  for (let error = cause; error instanceof Error; error = error.cause) {
    if ("hostname" in error && error.hostname === proxy.hostname) return true;
    if ("port" in error && error.port === port) return true;
    if (errorCode(error) === "UND_ERR_CONNECT_TIMEOUT") return error.message.includes(`:${port},`);
  }
  return false;
}

/** OpenSSL's and Node's names for a certificate or handshake that does not hold. */
const tlsCode = /CERT|UNABLE_TO_|SELF_SIGNED|^ERR_SSL_|^ERR_TLS_|CRL|HOSTNAME_MISMATCH/;

function classify(code: string, cause: unknown): OutboundFailure {
  const known = code.startsWith("HPE_") ? "protocol" : failureByCode[code];
  if (known !== undefined) return known;
  if (tlsCode.test(code)) return "tls";
  // Undici reports a refused CONNECT, or 407, with a general code and this text only.
  if (cause instanceof Error && /^Proxy (response|Authentication)/.test(cause.message))
    return "proxy";
  return "other";
}

/** Of the failures that need no other words. */
function describe(
  failure: OutboundFailure,
  { code, host, peer }: { code: string; host: string; peer: string },
): string {
  const sentences: Partial<Record<OutboundFailure, string>> = {
    dns: `The host name of ${host} cannot be resolved. Check the base URL and the name server.`,
    refused: `${host} refuses the connection. Check host and port of the base URL, and that ${peer} runs.`,
    unreachable: `There is no route to ${host}. Check the network and firewalls between.`,
    reset: `${host} closed the connection before it had answered. If it always does, check whether the base URL needs https.`,
    tls: describeTls(code, host),
    proxy: `The proxy did not let the connection to ${host} through. Check the proxy's address, its credentials and its rules.`,
    protocol: `${host} does not answer in HTTP. Check the port of the base URL, and whether it needs https.`,
    closed: "The client was closed during the call.",
  };
  return `${sentences[failure] ?? `The connection to ${host} failed.`} [${code}]`;
}

function describeTls(code: string, host: string): string {
  if (code === "CERT_HAS_EXPIRED") return `The certificate of ${host} has expired.`;
  if (code === "CERT_NOT_YET_VALID") return `The certificate of ${host} is not valid yet.`;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    return `The certificate of ${host} is for other host names. Use the name in the certificate as base URL.`;
  }
  if (code === "EPROTO" || code.startsWith("ERR_SSL_")) {
    return `No TLS connection with ${host} came about. Check the port, and whether the base URL must start with http://.`;
  }
  return `The certificate of ${host} is signed by an authority that is not trusted. Give the PEM of that authority as CA certificate.`;
}

/** The first code on the way down the causes, or the name: undici's parser gives most no code. */
function errorCode(cause: unknown): string {
  for (let error = cause; error instanceof Error; error = error.cause) {
    if ("code" in error && typeof error.code === "string") return error.code;
  }
  return cause instanceof Error ? cause.name : "unknown";
}
