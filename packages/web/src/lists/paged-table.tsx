import type { UseQueryResult } from "@tanstack/react-query";
import type { Page } from "../api/client.ts";
import { sentenceOf } from "../api/to-api-error.ts";
import { DataTable, type DataTableProps } from "../ui/data-table.tsx";
import { useSearchState } from "./use-search-state.ts";

type PagedTableProps<Row> = Pick<DataTableProps<Row>, "label" | "columns" | "keyOf" | "empty"> & {
  /** As `usePage` gives it, asked with the `cursor` of `useSearchState`. */
  query: UseQueryResult<Page<Row>>;
  /** In place of those of the query, from `useLiveRows`. */
  live?: { rows: readonly Row[] | undefined; isNew: (row: Row) => boolean };
};

/** A list of the service as a table, a page at a time; which one stands in the URL. */
export function PagedTable<Row>({ query, live, ...table }: PagedTableProps<Row>) {
  const [, setSearch] = useSearchState();
  const { data, error, refetch } = query;
  const to = (cursor: string | undefined) => cursor && (() => setSearch({ cursor }));
  return (
    <DataTable
      {...table}
      rows={live ? live.rows : data?.rows}
      isNew={live?.isNew}
      problem={error ? sentenceOf(error) : undefined}
      onRetry={() => void refetch()}
      pager={{
        onPrevious: to(data?.links.previous) || undefined,
        onNext: to(data?.links.next) || undefined,
      }}
    />
  );
}
