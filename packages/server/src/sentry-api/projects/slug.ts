/** Part of every short id; only digits would read as a project's number in a path. */
export const SLUG = /^(?!\d+$)[a-z0-9_][a-z0-9_-]*$/;

export const SLUG_RULE = "Use a-z, 0-9, _ and -, not beginning with - and not only digits.";

/** `Web Shop` → `web-shop`; undefined when nothing is left of the name. */
export function slugOf(name: string): string | undefined {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return SLUG.test(slug) ? slug : undefined;
}
