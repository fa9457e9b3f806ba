import type { UseQueryResult } from "@tanstack/react-query";
import type { Page } from "../api/client.ts";
import { sentenceOf } from "../api/to-api-error.ts";
import { DataTable, type DataTableProps } from "../ui/data-table.tsx";
import { usePager } from "./use-pager.ts";

type PagedTableProps<Row> = Pick<DataTableProps<Row>, "label" | "columns" | "keyOf" | "empty"> & {
  /** As `usePage` gives it, asked with the `cursor` of `useSearchState`. */
  query: UseQueryResult<Page<Row>>;
  /** In place of the rows of the query, from `useLiveRows` and `useReading`. */
  live?: Pick<DataTableProps<Row>, "rows" | "isNew" | "handlers">;
};

/** A list of the service as a table, a page at a time; which one stands in the URL. */
export function PagedTable<Row>({ query, live, ...table }: PagedTableProps<Row>) {
  const pager = usePager(query);
  const { data, error, refetch } = query;
  return (
    <DataTable
      {...table}
      {...(live ?? { rows: data?.rows })}
      problem={error ? sentenceOf(error) : undefined}
      onRetry={() => void refetch()}
      pager={pager}
    />
  );
}
