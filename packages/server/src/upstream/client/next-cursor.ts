/**
 * The cursor of the next page in Sentry's `Link` header: `<…>; rel="next"; results="true"; cursor="0:100:0"`.
 * @param current the one that was asked with: a page that leads to itself is the last
 */
export function findNextCursor(
  link: string | undefined,
  current: string | undefined,
): string | undefined {
  const next = link?.split(/,\s*(?=<)/).find((part) => /;\s*rel="next"/.test(part));
  if (next === undefined || !/;\s*results="true"/.test(next)) return undefined;
  const cursor = /;\s*cursor="([^"]+)"/.exec(next)?.[1];
  return cursor === current ? undefined : cursor;
}
