import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { Page } from "../api/client.ts";
import { holdRows } from "./hold-rows.ts";

interface LiveRowsOptions<Row> {
  keyOf: (row: Row) => string;
  /** Which list it is: filter and cursor. With another one all begins anew. */
  listed: string;
  /** While somebody is about to read or to open a row: none comes, and none moves. */
  isHeld: boolean;
}

interface Seen<Row> {
  listed: string;
  /** Those that were there at first. */
  known: ReadonlySet<string>;
  shown: readonly Row[];
}

/** The rows of a list that grows at its top while it is looked at, to be given to `PagedTable`. */
export function useLiveRows<Row>(
  { data, isPlaceholderData }: UseQueryResult<Page<Row>>,
  { keyOf, listed, isHeld }: LiveRowsOptions<Row>,
) {
  const [seen, setSeen] = useState<Seen<Row>>();
  const fresh = data?.rows;
  if (!fresh || isPlaceholderData) return { rows: fresh, waiting: 0, isNew: () => false };
  let now = seen;
  if (now?.listed !== listed) now = { listed, known: new Set(fresh.map(keyOf)), shown: fresh };
  else if (!isHeld && now.shown !== fresh) now = { ...now, shown: fresh };
  if (now !== seen) setSeen(now);
  const { known, shown } = now;
  return { ...holdRows(shown, fresh, keyOf), isNew: (row: Row) => !known.has(keyOf(row)) };
}
