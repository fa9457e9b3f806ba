import { checkToken } from "./check-token.ts";
import { findOrganizationAt } from "./find-organization.ts";
import { listUpstreamProjects } from "./list-upstream-projects.ts";
import { readOrganizationToken } from "../client/organization-token.ts";
import { SentryClient, type SentryClientOptions } from "../client/sentry-client.ts";
import type { TokenCheck, UpstreamAddress } from "../types.ts";
import { UpstreamError } from "../client/upstream-error.ts";
import type { UpstreamProject } from "../client/upstream-project.ts";

/** What a look at an upstream with a token found. */
export interface UpstreamLook {
  /** As it was given, with the region where the organization lives. */
  address: UpstreamAddress;
  check: TokenCheck;
  /** Empty also when the token may not list them. */
  projects: UpstreamProject[];
}

/**
 * Looks at an upstream as the holder of a token: whether it is one, who they are and what they may do there.
 * @throws UpstreamError with what is wrong and what to do
 */
export async function lookAtUpstream(
  given: UpstreamAddress,
  token: string,
  options: SentryClientOptions,
): Promise<UpstreamLook> {
  const { regionUrl: _outdated, ...asked } = given;
  const ownRegion = refuseForeignToken(asked, token);
  const found = await using(asked, token, options, (client) =>
    findOrganizationAt(client, asked.slug),
  );
  const address = inRegion(
    { ...asked, ...(found && { slug: found.slug, remoteId: found.id }) },
    found?.regionUrl ?? ownRegion,
  );
  return using(address, token, options, async (client) => {
    const check = await checkToken(client, token);
    return { address, check, projects: await listUpstreamProjects(client) };
  });
}

/**
 * An organization's token names where it is from, which is told better than the refusal that would follow.
 * @returns the region that it names
 */
function refuseForeignToken({ slug }: UpstreamAddress, token: string): string | undefined {
  const named = readOrganizationToken(token);
  if (named && named.organization !== slug) {
    const message = `The token is for the organization "${named.organization}", not "${slug}". Make one there, or connect "${named.organization}".`;
    throw new UpstreamError("upstream_wrong_token", message);
  }
  return named?.regionUrl;
}

/** The same address is no region of its own; one that would give the token away in the clear is none at all. */
function inRegion(address: UpstreamAddress, regionUrl: string | undefined): UpstreamAddress {
  const region = regionUrl === undefined ? null : URL.parse(regionUrl);
  const base = new URL(address.baseUrl);
  if (!region || region.origin === base.origin || region.protocol !== base.protocol) return address;
  // Anybody can put an address into an answer: a region is a host below the one that a person has typed.
  if (!region.hostname.endsWith(`.${base.hostname}`)) return address;
  return { ...address, regionUrl: region.origin };
}

async function using<T>(
  address: UpstreamAddress,
  token: string,
  options: SentryClientOptions,
  ask: (client: SentryClient) => Promise<T>,
): Promise<T> {
  const client = new SentryClient(address, token, options);
  try {
    return await ask(client);
  } finally {
    await client.close();
  }
}
