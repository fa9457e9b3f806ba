import type { FastifyRequest } from "fastify";
import { invalidArgument } from "./bitbucket-error.ts";
import { queryValue } from "./query.ts";
import { everyRow, type RowPositions, withHiddenRows } from "./row-positions.ts";

/** Bitbucket's envelope of a list. `nextPageStart` is absent on the last page. */
export interface Page<Row> {
  size: number;
  limit: number;
  isLastPage: boolean;
  values: Row[];
  start: number;
  nextPageStart?: number;
}

/** Gives up to `count` rows after the first `skip`. */
export type FetchRows<Row> = (skip: number, count: number) => Row[] | Promise<Row[]>;

/** Rows that are all in memory. */
export function rowsOf<Row>(rows: readonly Row[]): FetchRows<Row> {
  return (skip, count) => rows.slice(skip, skip + count);
}

/** The largest page where no resource says otherwise. */
const generalMaximum = 1000;

/** Cuts lists into pages by the request's `start` and `limit`. */
export class Paging {
  readonly #positions: RowPositions;

  constructor(hideRows: boolean) {
    this.#positions = hideRows ? withHiddenRows : everyRow;
  }

  /**
   * One page of a list. A `limit` above `maximum` is lowered without a word; the answer's `limit` tells.
   *
   * @throws BitbucketError 400 when `start` or `limit` is not a number that can be used
   */
  async page<Row>(
    request: FastifyRequest,
    fetchRows: FetchRows<Row>,
    maximum = generalMaximum,
  ): Promise<Page<Row>> {
    const start = pageNumber(request, "start", 0, 0);
    const limit = Math.min(pageNumber(request, "limit", 25, 1), maximum);
    const skip = this.#positions.rowsBefore(start);
    // One more than wanted: whether there is a next page.
    const rows = await fetchRows(skip, limit + 1);
    const values = rows.slice(0, limit);
    const isLastPage = rows.length <= limit;
    const page: Page<Row> = { size: values.length, limit, isLastPage, values, start };
    if (!isLastPage) page.nextPageStart = this.#positions.positionOf(skip + limit);
    return page;
  }
}

/** A whole number from the query, at least `minimum`. */
export function pageNumber(
  request: FastifyRequest,
  name: string,
  fallback: number,
  minimum: number,
): number {
  const text = queryValue(request, name);
  if (text === undefined) return fallback;
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < minimum) {
    throw invalidArgument(name, `${name} must be a number of at least ${minimum}.`);
  }
  return number;
}
