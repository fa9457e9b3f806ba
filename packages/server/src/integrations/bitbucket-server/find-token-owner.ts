import type { BitbucketServerClient } from "@sentry-bitbucket-server/bitbucket-client";

/**
 * Whose access token it is: the name of a user, else what a project's or a repository's token, which
 * stands for no user, administers: `KEY` or `KEY/slug`.
 * @returns undefined when it administers nothing, or when Bitbucket takes it for nobody's
 */
export async function findTokenOwner(client: BitbucketServerClient): Promise<string | undefined> {
  const user = await client.whoAmI();
  if (user !== undefined) return user;
  const names = new Set<string>();
  const keys = new Set<string>();
  for await (const { project, slug } of client.getRepos({ permission: "REPO_ADMIN" })) {
    names.add(`${project.key}/${slug}`);
    keys.add(project.key);
  }
  const [name] = names.size === 1 ? names : keys;
  return name;
}
