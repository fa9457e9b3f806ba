/**
 * Where rows stand in a list of which the caller does not see every row. In the real product those are rows
 * he may not see; here every third position, the second one first, is always empty. So `nextPageStart` jumps
 * on most pages, and a client that computes `start + size` reads rows twice.
 *
 * position 0 1 2 3 4 5 6 …
 * row      0 – 1 2 – 3 4 …
 */
export interface RowPositions {
  /** The number of visible rows before `position`. */
  rowsBefore(position: number): number;
  positionOf(row: number): number;
}

export const everyRow: RowPositions = {
  rowsBefore: (position) => position,
  positionOf: (row) => row,
};

export const withHiddenRows: RowPositions = {
  rowsBefore: (position) => position - Math.floor((position + 1) / 3),
  positionOf: (row) => row + Math.floor((row + 1) / 2),
};
