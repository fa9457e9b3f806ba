import { Skeleton } from "@mantine/core";
import type { DOMAttributes, ReactNode } from "react";
import classes from "./data-table.module.css";
import { Pager, type PagerProps } from "./pager.tsx";
import { Problem } from "./problem.tsx";

export interface Column<Row> {
  header: string;
  /** What leads to the row's own page is a link in the first cell. */
  cell: (row: Row) => ReactNode;
  /** Of figures. @default start */
  align?: "end";
}

export interface DataTableProps<Row> {
  /** What is listed, for those who hear the page: `Deliveries`. */
  label: string;
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  /** undefined while they are asked for: then there are grey rows. */
  rows: readonly Row[] | undefined;
  /** Why there are none, as a sentence. */
  problem?: string | undefined;
  onRetry?: (() => void) | undefined;
  /** Shown when there is no row: an `EmptyState` that says what to do next. */
  empty: ReactNode;
  pager?: PagerProps | undefined;
  /** Of a row that came while the list was looked at: it is shown with a short highlight. */
  isNew?: ((row: Row) => boolean) | undefined;
  /** Of the element round the rows, or round what is there in their place. */
  handlers?: DOMAttributes<HTMLElement> | undefined;
}

/** A list of things. Where it is narrow, each row is a card with the columns' names in it. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, problem, onRetry, empty, pager, handlers } = props;
  if (problem !== undefined && rows === undefined) {
    return <Problem text={problem} onRetry={onRetry} />;
  }
  const isEmpty = rows?.length === 0 && !pager?.onPrevious;
  return (
    <>
      <div className={classes["frame"]} {...handlers}>
        {isEmpty ? empty : <Table {...props} />}
      </div>
      {!isEmpty && pager && <Pager {...pager} />}
    </>
  );
}

function Table<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows } = props;
  return (
    // As cards they are no table to the browser any more: the roles keep it one.
    <table role="table" aria-label={label} aria-busy={!rows} className={classes["table"]}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ header, align }) => (
            <th key={header} role="columnheader" scope="col" data-align={align}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows ? <Rows {...props} rows={rows} /> : <GreyRows columns={columns} />}
      </tbody>
    </table>
  );
}

function Rows<Row>(props: DataTableProps<Row> & { rows: readonly Row[] }) {
  const { rows, columns, keyOf, isNew } = props;
  return rows.map((row) => (
    <tr key={keyOf(row)} role="row" data-new={isNew?.(row) || undefined}>
      {columns.map(({ header, cell, align }) => (
        <td key={header} role="cell" data-label={header} data-align={align}>
          <div className={classes["cell"]}>{cell(row)}</div>
        </td>
      ))}
    </tr>
  ));
}

const GREY_ROWS = ["a", "b", "c", "d", "e"];

function GreyRows<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return GREY_ROWS.map((key) => (
    <tr key={key} role="row">
      {columns.map(({ header }) => (
        <td key={header} role="cell" data-label={header}>
          <Skeleton height="1.1rem" radius="sm" />
        </td>
      ))}
    </tr>
  ));
}
