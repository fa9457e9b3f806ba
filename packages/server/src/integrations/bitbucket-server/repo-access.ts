import {
  AnswerError,
  type BitbucketServerClient,
  NotFoundError,
  PermissionError,
} from "@sentry-bitbucket-server/bitbucket-client";
import type { RepoAccess, RepositoryAddress } from "../types.ts";

/**
 * Asks Bitbucket whether the repository can be read, and whether its webhooks may be seen, which takes
 * the permission to administer it. What may be over in a moment is thrown, not answered.
 */
export async function checkRepoAccess(
  client: BitbucketServerClient,
  { projectKey, slug }: RepositoryAddress,
): Promise<RepoAccess> {
  const name = `${projectKey}/${slug}`;
  try {
    await client.getRepo(projectKey, slug);
  } catch (error) {
    return refusal(error, {
      missing: `Bitbucket has no repository ${name}, or hides it from this account. Check the name, and that the account may read it.`,
      forbidden: `The account may not read ${name}. Give it the permission REPO_ADMIN in Bitbucket.`,
    });
  }
  try {
    await client.getHooks(projectKey, slug).next();
    return { ok: true };
  } catch (error) {
    const forbidden = `The account may read ${name} but not administer it, and a webhook needs that. Give it the permission REPO_ADMIN in Bitbucket.`;
    return refusal(error, { missing: forbidden, forbidden });
  }
}

function refusal(error: unknown, reasons: { missing: string; forbidden: string }): RepoAccess {
  if (error instanceof NotFoundError) return { ok: false, reason: reasons.missing };
  if (error instanceof PermissionError) return { ok: false, reason: reasons.forbidden };
  if (error instanceof AnswerError && !error.retryable) return { ok: false, reason: error.message };
  throw error;
}
