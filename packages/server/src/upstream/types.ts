import type { ConnectionOptions } from "@sentry-bitbucket-server/outbound";
import type { Pause } from "../integrations/pause.ts";
import type { Shortcoming } from "./connect/list-shortcomings.ts";

/** The Sentry that an organization of ours already has, and which organization it is there. */
export interface UpstreamAddress {
  /** `https://sentry.io`, or that of a self-hosted one; without a slash at its end. */
  baseUrl: string;
  /** Where its API is, when that is another host: `https://us.sentry.io`. */
  regionUrl?: string;
  /** Of the organization there. */
  slug: string;
  /** Its number there, which stays when it is renamed; absent where the token may not read it. */
  remoteId?: string;
  verifySsl: boolean;
  /** PEM. */
  caCertificate?: string;
}

/** What the upstream says of a token. */
export interface TokenCheck {
  /** For people: `ann@example.com`, `an organization token`. */
  account: string;
  /** Undefined when it does not tell. */
  scopes: string[] | undefined;
  /** What does not work with this token; empty when all does. */
  shortcomings: Shortcoming[];
}

/** An upstream as it is kept, without its token. */
export interface Upstream extends UpstreamAddress, TokenCheck {
  /** The organization of ours that relays to it. */
  organizationId: number;
  /** Another one when another Sentry is connected, also when that is the one from before. */
  connectionId: string;
  checkedAt: number;
  /** Absent while all is well. */
  pause?: Pause;
  createdAt: number;
  updatedAt: number;
}

/** How the service reaches other hosts: through which proxies, and which it never asks. */
export type Outbound = Pick<ConnectionOptions, "proxy" | "allowLinkLocal">;

/** One request to an upstream, each attempt on its own. */
export interface UpstreamCall {
  organizationId: number;
  method: string;
  /** Without query. */
  path: string;
  /** Undefined when no complete answer came. */
  status: number | undefined;
  durationMs: number;
}

/** One call of somebody else that went through us to an upstream. */
export type RelayedCall = Pick<UpstreamCall, "organizationId" | "status" | "durationMs">;

/** The upstream of an organization is paused, or without a pause goes on. */
interface UpstreamChange {
  organizationId: number;
  pause: Pause | undefined;
}

/** Is told what is asked of all upstreams, and when that stops, for metrics and logs. */
export interface UpstreamObserver {
  onCall(call: UpstreamCall): void;
  onChange(change: UpstreamChange): void;
}
