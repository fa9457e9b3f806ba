import type { Database } from "../../db/database.ts";
import { isTokenKnown } from "../../organizations/token-store.ts";
import { readOrganizationToken } from "../client/organization-token.ts";
import { findSlugInPath } from "./slug-in-path.ts";
import type { Upstream } from "../types.ts";
import { findUpstreamBySlug, listUpstreams } from "../upstream-store.ts";

/** What decides who is spoken to. */
export interface Call {
  /** Without query, as it was sent. */
  path: string;
  token: string;
}

/**
 * The upstream that a call of the API is for: the token decides. One of ours always speaks to us; any other,
 * where the path names an organization that relays, speaks to its upstream. A path that names none is for the
 * organization that the token names, or for the only Sentry that there is: which of several knows a token cannot be
 * asked without showing it to the others.
 * @param publicUrl of this service: tokens that name it were ours, if they are not now
 */
export async function findUpstreamOfCall(
  db: Database,
  { path, token }: Call,
  publicUrl: string,
): Promise<Upstream | undefined> {
  const slug = findSlugInPath(path);
  const upstream =
    slug === undefined ? await findByToken(db, token) : await findUpstreamBySlug(db, slug);
  if (!upstream || isOfThisService(token, publicUrl) || (await isTokenKnown(db, token))) {
    return undefined;
  }
  return upstream;
}

async function findByToken(db: Database, token: string): Promise<Upstream | undefined> {
  const upstreams = await listUpstreams(db);
  const named = readOrganizationToken(token);
  if (named) return upstreams.find(({ slug }) => slug === named.organization);
  return findOfOneSentry(upstreams);
}

/** Organizations of one Sentry: what names none of them is answered by it alike. */
function findOfOneSentry(upstreams: Upstream[]): Upstream | undefined {
  const checked = upstreams.find(({ verifySsl }) => verifySsl) ?? upstreams[0];
  const isOne = upstreams.every(
    ({ baseUrl, regionUrl }) => baseUrl === checked?.baseUrl && regionUrl === checked.regionUrl,
  );
  return isOne ? checked : undefined;
}

function isOfThisService(token: string, publicUrl: string): boolean {
  const named = readOrganizationToken(token)?.url;
  return named !== undefined && URL.parse(named)?.origin === new URL(publicUrl).origin;
}
