import type { RepositoryAddress } from "./types.ts";

/** Reads `KEY/slug`; undefined for what is none. */
export function parseRepositoryName(name: string): RepositoryAddress | undefined {
  const [projectKey, slug, ...more] = name.trim().split("/");
  return projectKey && slug && more.length === 0 ? { projectKey, slug } : undefined;
}

/**
 * `KEY/slug` of what sentry-cli calls a repository: it takes the path of the clone's remote, which over HTTP
 * is `scm/key/slug`. A name without a slash stays as it is.
 */
export function toRepositoryName(called: string): string {
  return called.split("/").slice(-2).join("/");
}
