import { ApiError } from "../api-error.ts";

/**
 * The numbers of the projects that a caller names.
 * @param wanted slugs or numbers
 * @throws ApiError when one of them is not known
 */
export function findProjectIds(
  known: readonly { id: number; slug: string }[],
  wanted: readonly string[],
): number[] {
  const ids = new Set<number>();
  const unknown = new Set<string>();
  for (const idOrSlug of wanted) {
    const found = known.find(({ id, slug }) => slug === idOrSlug || String(id) === idOrSlug);
    if (found) ids.add(found.id);
    else unknown.add(idOrSlug);
  }
  if (unknown.size > 0) {
    // The beginning is Sentry's own, which scripts may look for.
    const names = [...unknown].map((name) => `"${name}"`).join(", ");
    throw new ApiError(400, { projects: [`Invalid project slugs: ${names}`] });
  }
  return [...ids];
}
