import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Page, Place } from "../db/page.ts";
import { ApiError } from "./api-error.ts";
import { formatCursor, parseCursor, type PlaceKinds } from "./cursor.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** How clients reach us; addresses in `Link` headers begin with it. */
    publicUrl: string;
  }
}

/** More rows are in no page. */
export const LARGEST_PAGE = 100;
const PER_PAGE_RULE = `Invalid per_page value. Must be between 1 and ${LARGEST_PAGE}.`;

/** Clients read at most 16 KB of headers, and `Link` holds two addresses. */
const LONGEST_LINK = 6_000;

/** Query parameters of a list; to be spread into the schema of its query string. */
export const pageQuery = {
  /** From a `Link` header of this list; sentry-cli begins with an empty one. */
  cursor: z.string().optional(),
  per_page: z.coerce
    .number(PER_PAGE_RULE)
    .int(PER_PAGE_RULE)
    .min(1, PER_PAGE_RULE)
    .max(LARGEST_PAGE, PER_PAGE_RULE)
    .default(LARGEST_PAGE),
};

/** The parameters as they are read. */
interface PageQuery {
  cursor?: string | undefined;
  per_page: number;
}

/** How a list is sorted: the place of each row, and what its parts are. */
export interface ListOrder<Row> {
  placeOf: (row: Row) => Place;
  kinds: PlaceKinds;
}

/** A list that is sorted by when its rows were made. */
export const byId: ListOrder<{ id: number }> = {
  placeOf: ({ id }) => ({ key: id, id }),
  kinds: { key: "number", id: "number" },
};

/** The order of a list that is sorted by a number, the rows' own number behind it. */
export function byNumber<Row extends { id: number }>(keyOf: (row: Row) => number): ListOrder<Row> {
  return {
    placeOf: (row) => ({ key: keyOf(row), id: row.id }),
    kinds: { key: "number", id: "number" },
  };
}

/** The order of a list that is sorted by a text. */
export function byText<Row extends { id: number }>(keyOf: (row: Row) => string): ListOrder<Row> {
  return {
    placeOf: (row) => ({ key: keyOf(row), id: row.id }),
    kinds: { key: "text", id: "number" },
  };
}

/** @throws ApiError 400, in Sentry's words, for a cursor that no such list has given */
export function parsePage(
  query: PageQuery,
  { kinds }: Pick<ListOrder<never>, "kinds"> = byId,
): Page {
  const cursor = parseCursor(query.cursor ?? "", kinds);
  if (!cursor) throw new ApiError(400, "Invalid cursor parameter.");
  return { ...cursor, limit: query.per_page };
}

/**
 * The page that is asked for of a short list, which is there as a whole, with its `Link` header.
 * @param rows sorted upwards by `order`
 */
export function answerSlice<Row>(
  reply: FastifyReply,
  request: FastifyRequest<{ Querystring: PageQuery }>,
  rows: Row[],
  order: ListOrder<Row>,
): Row[] {
  const page = parsePage(request.query, order);
  return answerPage(reply, request, { page, rows: slicePage(rows, page, order), order });
}

/** The rows of a page, as `readPage` gives them. */
function slicePage<Row>(rows: Row[], page: Page, { placeOf }: ListOrder<Row>): Row[] {
  const { from, backwards, limit } = page;
  if (!from) return rows.slice(0, limit + 1);
  if (backwards) return rows.filter((row) => isBefore(placeOf(row), from)).slice(-limit - 1);
  return rows.filter((row) => isBefore(from, placeOf(row))).slice(0, limit + 1);
}

function isBefore(one: Place, other: Place): boolean {
  return one.key === other.key ? one.id < other.id : one.key < other.key;
}

/**
 * Cuts off the extra row and says in the `Link` header where the neighbours are. Both are always named;
 * `results` tells whether anything is there. https://docs.sentry.io/api/pagination/
 * @param rows what `readPage` gave
 * @throws ApiError 400 when the address is too long to be repeated in a header
 */
export function answerPage<Row>(
  reply: FastifyReply,
  request: FastifyRequest,
  { page, rows, order }: { page: Page; rows: Row[]; order: ListOrder<Row> },
): Row[] {
  const { from, backwards, limit } = page;
  const goesOn = rows.length > limit;
  const shown = backwards ? rows.slice(-limit) : rows.slice(0, limit);
  const [first, last] = [shown.at(0), shown.at(-1)];
  const previous = { from: first ? order.placeOf(first) : (from ?? START), backwards: true };
  const next = { from: last ? order.placeOf(last) : (from ?? START), backwards: false };
  const links = [
    link(request, "previous", formatCursor(previous), backwards ? goesOn : from !== undefined),
    link(request, "next", formatCursor(next), backwards ? from !== undefined : goesOn),
  ];
  void reply.header("link", links.join(", "));
  return shown;
}

/** What Sentry writes when there is no row to name. */
const START: Place = { key: 0, id: 0 };

function link(request: FastifyRequest, rel: string, cursor: string, results: boolean): string {
  const { publicUrl } = request.server;
  const { pathname, searchParams } = new URL(request.url, publicUrl);
  searchParams.set("cursor", cursor);
  const url = `${publicUrl}${pathname}?${searchParams.toString()}`;
  if (url.length > LONGEST_LINK) throw new ApiError(400, tooLong(url));
  return `<${url}>; rel="${rel}"; results="${results}"; cursor="${cursor}"`;
}

function tooLong(url: string): string {
  return `The address of this list has ${url.length} characters, and no more than ${LONGEST_LINK} can be repeated in the Link header. Shorten the query.`;
}
