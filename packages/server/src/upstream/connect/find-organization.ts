import { z } from "zod";
import type { SentryClient } from "../client/sentry-client.ts";
import { UpstreamError } from "../client/upstream-error.ts";

const organizationSchema = z.object({
  id: z.string(),
  slug: z.string(),
  links: z.object({ regionUrl: z.string().nullish() }).nullish(),
});

/** An organization as the upstream has it. */
interface FoundOrganization {
  id: string;
  slug: string;
  /** Where its API is. */
  regionUrl: string | undefined;
}

/**
 * Makes sure that the token sees the organization, and finds out where its API is: organizations of sentry.io
 * live in a region with a host of its own.
 * @returns undefined when the token may not read that: an organization's token may not
 * @throws UpstreamError `upstream_not_found`, in a sentence that names the organization
 */
export async function findOrganizationAt(
  client: SentryClient,
  slug: string,
): Promise<FoundOrganization | undefined> {
  try {
    const asked = { method: "GET" as const, path: client.pathOf("") };
    const found = await client.ask(asked, organizationSchema);
    return { id: found.id, slug: found.slug, regionUrl: found.links?.regionUrl ?? undefined };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    if (error.code !== "upstream_permission") throw inWords(error, slug);
    await findReleases(client, slug);
    return undefined;
  }
}

/** What a token that may not read the organization may still read, if it is one of that organization. */
async function findReleases(client: SentryClient, slug: string): Promise<void> {
  try {
    await client.send({ method: "GET", path: client.pathOf("releases/?per_page=1") });
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    if (error.code !== "upstream_permission") throw inWords(error, slug);
  }
}

function inWords(error: UpstreamError, slug: string): UpstreamError {
  if (error.code !== "upstream_not_found") return error;
  const message = `There is no organization "${slug}" in that Sentry, or the token is not for it. Its slug is in the address of its pages: https://${slug}.sentry.io, or …/organizations/${slug}/.`;
  return new UpstreamError("upstream_not_found", message, { cause: error });
}
