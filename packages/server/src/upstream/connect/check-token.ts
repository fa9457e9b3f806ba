import { z } from "zod";
import { listShortcomings, NEEDS, type Shortcoming, toShortcoming } from "./list-shortcomings.ts";
import { readOrganizationToken } from "../client/organization-token.ts";
import type { SentryClient } from "../client/sentry-client.ts";
import type { TokenCheck } from "../types.ts";
import { UpstreamError } from "../client/upstream-error.ts";

/** Sentry leaves out, or has null for, what an organization's token does not stand for. */
const rootSchema = z.object({
  auth: z.object({ scopes: z.array(z.string()).nullish() }).nullish(),
  user: z.object({ email: z.string().nullish(), username: z.string().nullish() }).nullish(),
});

/**
 * Asks an upstream who the holder of a token is, what they may do, and what of ours will not work.
 * @throws UpstreamError when it is away, is no Sentry, or does not accept the token
 */
export async function checkToken(client: SentryClient, token: string): Promise<TokenCheck> {
  const { auth, user } = await client.ask({ method: "GET", path: "/api/0/" }, rootSchema);
  const account = user?.email || user?.username || describeToken(token);
  const scopes = auth?.scopes?.length ? auth.scopes : undefined;
  const shortcomings = scopes ? listShortcomings(scopes) : await tryNeeds(client);
  return { account, scopes, shortcomings };
}

function describeToken(token: string): string {
  return readOrganizationToken(token) ? "an organization token" : "a token of no user";
}

/** What can be found out about a token that does not tell its scopes: reads are tried, writes are not. */
async function tryNeeds(client: SentryClient): Promise<Shortcoming[]> {
  const lacking: Shortcoming[] = [];
  for (const need of NEEDS) {
    const path = need.trial === undefined ? undefined : client.pathOf(need.trial);
    if (path !== undefined && !(await isAllowed(client, path))) lacking.push(toShortcoming(need));
  }
  return lacking;
}

async function isAllowed(client: SentryClient, path: string): Promise<boolean> {
  try {
    await client.send({ method: "GET", path });
    return true;
  } catch (error) {
    if (error instanceof UpstreamError && error.code === "upstream_permission") return false;
    throw error;
  }
}
