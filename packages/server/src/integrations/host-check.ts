import type { ServerCertificate } from "@sentry-bitbucket-server/outbound";

/** What was found out about an address before anything is installed. */
export interface HostCheck {
  /** Whether all that was looked at is well. */
  ok: boolean;
  /** Of what is not, as in `docs/errors.md`. */
  code: string | null;
  /** What is not well and what to do about it, in sentences. */
  detail: string | null;
  /** The base URL that was found, without the page that was copied with it. */
  baseUrl: string | null;
  /** `Bitbucket` */
  product: string | null;
  /** `9.4.0` */
  version: string | null;
  /** Absent without TLS, and where a proxy is between. */
  certificate: ServerCertificate | null;
  /** Absent when no token was given, or the host could not be asked. */
  token: TokenCheck | null;
}

/** What a token may do, and what it has to. */
interface TokenCheck {
  /** Null for a token that stands for no user, and one that is refused. */
  account: string | null;
  /** None for a token that is refused: then they are unknown. */
  permissions: TokenPermission[];
}

interface TokenPermission {
  /** By the host's own name. */
  name: string;
  /** Whether the token has it for any repository. */
  has: boolean;
  /** What will not work without. */
  neededFor: string;
}
