/** The organization that a path of the API names, where paths of Sentry's API have it. */
const NAMED = /^\/api\/0\/(?:organizations|projects)\/([^/?]+)\/./;
const NAMED_ALONE = /^\/api\/0\/organizations\/([^/?]+)\/?$/;

/**
 * @param path without query, as it was sent
 * @returns undefined when it names none: `/api/0/`, `/api/0/users/me/regions/`
 */
export function findSlugInPath(path: string): string | undefined {
  const slug = (NAMED.exec(path) ?? NAMED_ALONE.exec(path))?.[1];
  try {
    return slug === undefined ? undefined : decodeURIComponent(slug);
  } catch {
    return undefined;
  }
}
