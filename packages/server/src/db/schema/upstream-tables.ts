import type { Json } from "./json.ts";

/** What connects an organization to the Sentry that it has already. */
export interface UpstreamTables {
  upstreams: UpstreamsTable;
}

/** An organization with a row here relays; one without has the built-in tracker. */
interface UpstreamsTable {
  organizationId: number;
  /** Another one when another Sentry is connected: rows say which one they are for. */
  connectionId: string;
  baseUrl: string;
  /** Where the organization's API is, when that is another host: `https://us.sentry.io`. */
  regionUrl: string | null;
  /** Of the organization there. One slug leads to one upstream. */
  slug: string;
  /** Its number there, which stays when it is renamed; null: the token may not read it. */
  remoteId: string | null;
  sealedToken: Uint8Array;
  verifySsl: 0 | 1;
  /** PEM. */
  caCertificate: string | null;
  /** Whom the upstream took us for at the last check. */
  account: string;
  /** A list of scopes, or null: it did not tell. */
  scopes: Json;
  /** What was found not to work, a list of `NeedKey`. */
  shortcomings: Json;
  checkedAt: number;
  /** Why it is not asked, and when that was said last: null while all is well. */
  pauseCode: string | null;
  pauseReason: string | null;
  pausedAt: number | null;
  /** What the last look at its releases saw, a `PollCursor`; null before the first. */
  pollCursor: Json | null;
  createdAt: number;
  updatedAt: number;
}
