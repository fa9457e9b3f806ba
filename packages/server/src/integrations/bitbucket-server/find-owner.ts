import type { BitbucketServerClient } from "@sentry-bitbucket-server/bitbucket-client";

/**
 * Whose credentials these are: the name of a user, else what a project's or a repository's token, which
 * stands for no user, administers: `KEY` or `KEY/slug`.
 * @returns undefined when they administer no repository: nothing could be linked with them
 */
export async function findOwner(client: BitbucketServerClient): Promise<string | undefined> {
  const user = await client.whoAmI();
  const names = new Set<string>();
  const keys = new Set<string>();
  for await (const { project, slug } of client.getRepos({ permission: "REPO_ADMIN" })) {
    if (user !== undefined) return user;
    names.add(`${project.key}/${slug}`);
    keys.add(project.key);
  }
  const [name] = names.size === 1 ? names : keys;
  return name;
}
