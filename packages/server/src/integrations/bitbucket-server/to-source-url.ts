import type { SourceFile } from "../types.ts";

/**
 * The page of a file: `…/browse/src/cart.js?at=<commit>#12`. Bitbucket Server takes the bare number for
 * the line; `#lines-12`, which Sentry writes, is Bitbucket Cloud's.
 * @param repositoryUrl ends in `/browse`
 */
export function toSourceUrl(
  repositoryUrl: string,
  { path, at }: SourceFile,
  line?: number,
): string {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const anchor = line === undefined ? "" : `#${line}`;
  return `${repositoryUrl}/${encoded}?at=${encodeURIComponent(at)}${anchor}`;
}
