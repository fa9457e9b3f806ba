import type { UseQueryResult } from "@tanstack/react-query";
import type { Page } from "../../api/client.ts";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useLiveRows } from "../../lists/use-live-rows.ts";
import { useReading } from "../../lists/use-reading.ts";
import type { DataTableProps } from "../../ui/data-table.tsx";
import { LiveStatus } from "../../lists/live-status.tsx";

type LiveTableProps<Row> = Pick<DataTableProps<Row>, "label" | "columns" | "keyOf" | "empty"> & {
  query: UseQueryResult<Page<Row>>;
  /** What the query was asked with: other rows are another list. */
  asked: { cursor: string | undefined; [filter: string]: string | undefined };
};

const DELIVERIES = ["delivery", "deliveries"] as const;

/** A list that grows at its top while it is looked at, and says so. */
export function LiveTable<Row>({ query, asked, ...table }: LiveTableProps<Row>) {
  const { isReading, handlers } = useReading();
  const options = { keyOf: table.keyOf, listed: JSON.stringify(asked), isHeld: isReading };
  const { waiting, ...live } = useLiveRows(query, options);
  const isFirstPage = asked.cursor === undefined;
  return (
    <>
      <LiveStatus noun={DELIVERIES} {...{ waiting, isFirstPage, error: query.error }} />
      <PagedTable {...table} query={query} live={{ ...live, handlers }} />
    </>
  );
}
