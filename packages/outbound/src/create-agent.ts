import { X509Certificate } from "node:crypto";
import { Agent, EnvHttpProxyAgent, type Dispatcher } from "undici";
import type { ConnectionOptions } from "./connection-options.ts";
import { InvalidConnectionError } from "./invalid-connection-error.ts";
import { lookUpUnlessLinkLocal } from "./link-local.ts";

/** Milliseconds to open a connection: an unreachable host must not use up the whole exchange. */
const connectTimeout = 10_000;

/**
 * The connections to one other server: trust, proxy, keep-alive. Throws
 * `InvalidConnectionError` for a certificate or proxy address that cannot be read.
 *
 * NOTE: usable with undici's own `request` only; Node's global `fetch` refuses it.
 */
export function createAgent(connection: ConnectionOptions): Dispatcher {
  const tls = tlsOptions(connection);
  const lookup = connection.allowLinkLocal === true ? {} : { lookup: lookUpUnlessLinkLocal };
  const options = { allowH2: false, connect: { timeout: connectTimeout, ...tls, ...lookup } };
  const proxy = proxyFor(connection);
  if (proxy === undefined) return new Agent(options);
  return new EnvHttpProxyAgent({
    ...options,
    requestTls: tls,
    // All three are always given: what is missing undici reads from the environment.
    httpProxy: proxy.href,
    httpsProxy: proxy.href,
    noProxy: connection.proxy?.noProxy ?? "",
  });
}

/** Whom to trust, as Node's TLS takes it. */
export function tlsOptions({ verifySsl = true, caCertificate }: ConnectionOptions) {
  if (caCertificate === undefined) return { rejectUnauthorized: verifySsl };
  // Partial chains: people have the intermediate or the server's own certificate at hand.
  const ca = readCertificates(caCertificate);
  return { rejectUnauthorized: verifySsl, ca, allowPartialTrustChain: true };
}

/** Node ignores what it cannot read in `ca`, and the connection would fail without a word about it. */
function readCertificates(pem: string): string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    if (blocks.length > 0) return blocks.map((block) => new X509Certificate(block).toString());
  } catch (cause) {
    throw new InvalidConnectionError("The CA certificate is damaged: it cannot be decoded.", {
      cause,
    });
  }
  throw new InvalidConnectionError(
    "The CA certificate is not in PEM: give it from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.",
  );
}

/**
 * By the scheme of the server's address, as curl does: HTTP_PROXY is not used for https. Throws
 * `InvalidConnectionError` for an address that cannot be read.
 */
export function proxyFor({ baseUrl, proxy }: ConnectionOptions): URL | undefined {
  const address = baseUrl.startsWith("https:") ? proxy?.httpsProxy : proxy?.httpProxy;
  if (address === undefined || address === "") return undefined;
  const url = address.includes("://") ? address : `http://${address}`;
  if (!URL.canParse(url)) {
    // Not quoted: it may hold a password.
    throw new InvalidConnectionError("The address of the proxy is not a URL.");
  }
  return new URL(url);
}
