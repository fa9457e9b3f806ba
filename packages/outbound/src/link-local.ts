import dns from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { OutboundError } from "./outbound-error.ts";

/*
 * Addresses of the link itself: no server that people run is there, and clouds answer on them with the credentials of
 * the machine to whoever asks.
 */
const linkLocal = new BlockList();
linkLocal.addSubnet("169.254.0.0", 16, "ipv4");
linkLocal.addSubnet("fe80::", 10, "ipv6");
// The same IPv4 addresses, as a gateway to IPv4 has them (RFC 6052).
linkLocal.addSubnet("64:ff9b::a9fe:0", 112, "ipv6");
// As another gateway has them (RFC 8215), which may put them anywhere below this.
linkLocal.addSubnet("64:ff9b:1::", 48, "ipv6");
// As 6to4 and the first IPv6 wrote them (RFC 3056, RFC 4291).
linkLocal.addSubnet("2002:a9fe::", 32, "ipv6");
linkLocal.addSubnet("::a9fe:0", 112, "ipv6");
// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
linkLocal.addAddress("fd00:ec2::254", "ipv6");
// Of Google, Scaleway, Alibaba, Oracle and Azure, which answer on addresses of other kinds as well.
linkLocal.addAddress("fd20:ce::254", "ipv6");
linkLocal.addAddress("fd00:42::42", "ipv6");
for (const address of ["100.100.100.200", "192.0.0.192", "168.63.129.16"]) {
  linkLocal.addAddress(address, "ipv4");
}

/** A name, or an address itself, leads to the link. */
export class LinkLocalAddress extends Error {
  override readonly name = "LinkLocalAddress";
  readonly address: string;

  constructor(address: string) {
    super(`${address} is an address of the link`);
    this.address = address;
  }
}

/** @param address IPv4 or IPv6, without brackets; of a name it tells nothing */
export function isLinkLocal(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && linkLocal.check(address, family === 6 ? "ipv6" : "ipv4");
}

/** @throws LinkLocalAddress when the host of the URL is such an address: it is never looked up */
export function refuseLinkLocalHost(url: string): void {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, "");
  if (isLinkLocal(host)) throw new LinkLocalAddress(host);
}

/** In words, with the host that led there. */
export function toLinkLocalError(cause: LinkLocalAddress, url: string): OutboundError {
  const { hostname } = new URL(url);
  const where = `${hostname} leads to ${cause.address}, a link-local address.`;
  const happened = `${where} Clouds answer there with credentials of the machine, so it is not asked unless that is allowed. Check the base URL.`;
  return new OutboundError("link-local", happened, { cause });
}

/**
 * Looks a name up as Node does, and refuses it when any of its addresses is of the link. It is this
 * answer that is connected to: another one a moment later makes no difference.
 */
export const lookUpUnlessLinkLocal: LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const refused = addresses?.find(({ address }) => isLinkLocal(address));
    const failure = error ?? (refused && new LinkLocalAddress(refused.address)) ?? null;
    if (options.all) callback(failure, failure ? [] : addresses);
    else callback(failure, addresses?.[0]?.address ?? "", addresses?.[0]?.family);
  });
};
