/** Cursors of the pages before and after; undefined where there is none. */
export interface PageLinks {
  previous: string | undefined;
  next: string | undefined;
}

/** Reads a `Link` header in Sentry's form: https://docs.sentry.io/api/pagination/ */
export function parseLinks(header: string | null): PageLinks {
  const links: PageLinks = { previous: undefined, next: undefined };
  const form = /rel="(previous|next)"; results="true"; cursor="([^"]*)"/g;
  for (const [, rel, cursor] of (header ?? "").matchAll(form)) {
    links[rel === "next" ? "next" : "previous"] = cursor;
  }
  return links;
}
