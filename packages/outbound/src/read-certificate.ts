import { once } from "node:events";
import { connect, type PeerCertificate } from "node:tls";
import type { ConnectionOptions } from "./connection-options.ts";
import { proxyFor, tlsOptions } from "./create-agent.ts";
import { lookUpUnlessLinkLocal, refuseLinkLocalHost } from "./link-local.ts";

/** What a server shows of itself before anything is sent to it, whether it is trusted or not. */
export interface ServerCertificate {
  /** `CN=bitbucket.example.com, O=Example` */
  subject: string;
  /** Who signed it; equal to the subject when it is its own authority. */
  issuer: string;
  /** SHA-256, in hex with colons, as browsers show it. */
  fingerprint: string;
  /** The host names that it is for. */
  names: string[];
  /** Epoch milliseconds. */
  validFrom: number;
  validTo: number;
  /** By the authorities that Node knows, or the one that was given. */
  isTrusted: boolean;
}

const PATIENCE_MS = 10_000;

/**
 * Reads the certificate of a server, and sends it nothing: what cannot be trusted can still be shown to a
 * person who decides whether it is the right one.
 * @returns undefined when there is none to be had: no TLS, no connection, a proxy, an address of the link, a PEM that cannot be read
 */
export async function readCertificate(
  options: ConnectionOptions,
): Promise<ServerCertificate | undefined> {
  const { protocol, hostname, port, href } = new URL(options.baseUrl);
  if (protocol !== "https:" || proxyFor(options) !== undefined) return undefined;
  const host = hostname.replace(/^\[|\]$/g, "");
  const lookup = options.allowLinkLocal === true ? {} : { lookup: lookUpUnlessLinkLocal };
  try {
    if (options.allowLinkLocal !== true) refuseLinkLocalHost(href);
    // The connection is ended as soon as the certificate is read: nothing is trusted to it.
    const tls = { ...tlsOptions(options), ...lookup, rejectUnauthorized: false };
    return await peerCertificate(host, Number(port || 443), tls);
  } catch {
    return undefined;
  }
}

async function peerCertificate(host: string, port: number, tls: object) {
  const servername = /^[\d.]+$|:/.test(host) ? "" : host;
  const socket = connect({ ...tls, host, port, servername });
  try {
    await once(socket, "secureConnect", { signal: AbortSignal.timeout(PATIENCE_MS) });
    return { ...toCertificate(socket.getPeerCertificate()), isTrusted: socket.authorized };
  } finally {
    socket.destroy();
  }
}

function toCertificate(certificate: PeerCertificate): Omit<ServerCertificate, "isTrusted"> {
  const { subject, issuer, fingerprint256, subjectaltname = "" } = certificate;
  return {
    subject: describe(subject),
    issuer: describe(issuer),
    fingerprint: fingerprint256,
    names: subjectaltname.split(", ").flatMap((name) => name.replace(/^[^:]*:/, "") || []),
    validFrom: Date.parse(certificate.valid_from),
    validTo: Date.parse(certificate.valid_to),
  };
}

function describe(name: object): string {
  return Object.entries(name)
    .map(([key, value]) => `${key}=${[value].flat().join("+")}`)
    .join(", ");
}
