import { type Expression, type SelectQueryBuilder, sql } from "kysely";

/** Where a row stands in a sorted list. */
export interface Place {
  /** What the list is sorted by. */
  key: number | string;
  /** What tells rows apart that are equal by it. */
  id: number | string;
}

/** Which rows of a sorted list are wanted. */
export interface Page {
  /** The row that the page follows, or that it ends before; undefined: the list from its beginning. */
  from: Place | undefined;
  /** Whether it ends before `from`. */
  backwards: boolean;
  limit: number;
}

/** By what a list is sorted. */
interface Order {
  key: Expression<unknown>;
  id: Expression<unknown>;
  direction: "asc" | "desc";
}

/**
 * Reads the rows of a page in the order of the list, and one row more when there is one: it tells
 * that the list goes on. A page is found by the row next to it and not by counting, so rows that
 * are added meanwhile neither repeat a row nor skip one, and page 1,000 costs as much as page 1.
 */
export async function readPage<Tables, Table extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  { key, id, direction }: Order,
  page: Page,
): Promise<Row[]> {
  const ascending = (direction === "asc") !== page.backwards;
  const order = ascending ? "asc" : "desc";
  const beyond = sql.raw(ascending ? ">" : "<");
  let rows = query.orderBy(key, order).orderBy(id, order);
  if (page.from) {
    rows = rows.where(
      sql<boolean>`(${key}, ${id}) ${beyond} (${bind(page.from.key)}, ${bind(page.from.id)})`,
    );
  }
  const found = await rows.limit(page.limit + 1).execute();
  return page.backwards ? found.toReversed() : found;
}

/** PostgreSQL takes a bare number for what it is compared with, and refuses one that `integer` cannot hold. */
function bind(part: number | string) {
  return typeof part === "number" ? sql`cast(${part} as bigint)` : sql`${part}`;
}
