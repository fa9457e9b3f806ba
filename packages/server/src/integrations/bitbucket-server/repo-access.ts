import {
  type BitbucketServerClient,
  NotFoundError,
  PermissionError,
} from "@sentry-bitbucket-server/bitbucket-client";
import type { RepoAccess, RepositoryAddress } from "../types.ts";

/**
 * Asks Bitbucket whether the repository can be read, and whether its webhooks may be seen, which takes
 * the permission to administer it. Anything else is thrown.
 * @param who has the identity, as the reasons call it: `the account`
 */
export async function checkRepoAccess(
  client: BitbucketServerClient,
  { projectKey, slug }: RepositoryAddress,
  who: string,
): Promise<RepoAccess> {
  const name = `${projectKey}/${slug}`;
  try {
    await client.getRepo(projectKey, slug);
  } catch (error) {
    return refusal(error, {
      missing: `Bitbucket has no repository ${name}, or hides it from ${who}. Check the name, and that ${who} may read it.`,
      forbidden: `${capitalize(who)} may not read ${name}. Give it the permission REPO_ADMIN in Bitbucket.`,
    });
  }
  try {
    await client.getHooks(projectKey, slug).next();
    return { ok: true };
  } catch (error) {
    const forbidden = `${capitalize(who)} may read ${name} but not administer it, and a webhook needs that. Give it the permission REPO_ADMIN in Bitbucket.`;
    return refusal(error, { missing: forbidden, forbidden });
  }
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function refusal(error: unknown, reasons: { missing: string; forbidden: string }): RepoAccess {
  if (error instanceof NotFoundError) return { ok: false, reason: reasons.missing };
  if (error instanceof PermissionError) return { ok: false, reason: reasons.forbidden };
  throw error;
}
