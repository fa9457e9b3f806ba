import { checkToken } from "../connect/check-token.ts";
import { findOrganizationAt } from "../connect/find-organization.ts";
import type { Shortcoming } from "../connect/list-shortcomings.ts";
import { SentryClient, type SentryClientOptions } from "../client/sentry-client.ts";
import type { TokenCheck, Upstream } from "../types.ts";
import { UpstreamError } from "../client/upstream-error.ts";

/**
 * Looks whether a connected upstream still has the organization, and its token may still do what it could when it was
 * connected. Connecting anew takes a token that may do less; until then nothing is given up.
 * @throws UpstreamError `upstream_access_lost` with what to do, or why it cannot be asked
 */
export async function lookAtAccess(
  upstream: Upstream,
  token: string,
  options: Pick<SentryClientOptions, "outbound" | "onExchange" | "limiter">,
): Promise<TokenCheck> {
  const client = new SentryClient(upstream, token, options);
  try {
    await findOrganizationAt(client, upstream.slug);
    const check = await checkToken(client, token);
    const lost = findLost(upstream.shortcomings, check.shortcomings);
    if (lost.length > 0) throw new UpstreamError("upstream_access_lost", describeLost(lost));
    return check;
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.code !== "upstream_not_found") throw error;
    const message = `${error.message} If it was renamed, connect again with its new slug.`;
    throw new UpstreamError("upstream_access_lost", message, { cause: error });
  } finally {
    await client.close();
  }
}

function findLost(accepted: readonly Shortcoming[], found: Shortcoming[]): Shortcoming[] {
  return found.filter(({ key }) => !accepted.some((one) => one.key === key));
}

function describeLost(lost: Shortcoming[]): string {
  const scopes = lost.map(({ anyOf, without }) => `${anyOf.join(" or ")}: ${without}`);
  return `The token has lost scopes. ${scopes.join(" ")} Give it them back, or connect again with another one; with the same one, to go on without.`;
}
