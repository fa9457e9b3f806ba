/**
 * `KEY/slug` of what sentry-cli calls a repository: it takes the path of the clone's remote, which over HTTP
 * is `scm/key/slug`. A name without a slash stays as it is.
 */
export function toRepositoryName(called: string): string {
  return called.split("/").slice(-2).join("/");
}
