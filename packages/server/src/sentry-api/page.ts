import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";

const LARGEST_PAGE = 100;
const PER_PAGE_RULE = `Invalid per_page value. Must be between 1 and ${LARGEST_PAGE}.`;

/** Query parameters of a list; to be spread into the schema of its query string. */
export const pageQuery = {
  /** `0:100:0`: what Sentry calls value, offset and is-previous. sentry-cli begins with an empty one. */
  cursor: z.string().optional(),
  per_page: z.coerce
    .number(PER_PAGE_RULE)
    .int(PER_PAGE_RULE)
    .min(1, PER_PAGE_RULE)
    .max(LARGEST_PAGE, PER_PAGE_RULE)
    .default(LARGEST_PAGE),
};

/** Which rows of a list are wanted. */
export interface Page {
  offset: number;
  limit: number;
}

/** A cursor that cannot be read begins at the start, as in Sentry. */
export function parsePage(query: { cursor?: string | undefined; per_page: number }): Page {
  const [, offset] = /^\d+:(\d{1,9}):[01]$/.exec(query.cursor ?? "") ?? [];
  return { offset: Number(offset ?? 0), limit: query.per_page };
}

/** Reads one row more than the page has, to know whether another page follows. */
export function withOneMore(page: Page): Page {
  return { offset: page.offset, limit: page.limit + 1 };
}

/** The same of a short list that is there as a whole. */
export function slicePage<Row>(rows: Row[], page: Page): Row[] {
  return rows.slice(page.offset, page.offset + page.limit + 1);
}

/**
 * Cuts off the extra row and says in the `Link` header where the neighbours are. Both are always named;
 * `results` tells whether anything is there. https://docs.sentry.io/api/pagination/
 * @param rows what was read with `withOneMore(page)` or `slicePage`
 */
export function answerPage<Row>(
  reply: FastifyReply,
  request: FastifyRequest,
  page: Page,
  rows: Row[],
): Row[] {
  const previous = Math.max(0, page.offset - page.limit);
  const links = [
    link(request, "previous", `0:${previous}:1`, page.offset > 0),
    link(request, "next", `0:${page.offset + page.limit}:0`, rows.length > page.limit),
  ];
  void reply.header("link", links.join(", "));
  return rows.slice(0, page.limit);
}

function link(request: FastifyRequest, rel: string, cursor: string, results: boolean): string {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  searchParams.set("cursor", cursor);
  const url = `${request.protocol}://${request.host}${pathname}?${searchParams.toString()}`;
  return `<${url}>; rel="${rel}"; results="${results}"; cursor="${cursor}"`;
}
