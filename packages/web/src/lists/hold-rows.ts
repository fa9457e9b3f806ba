/**
 * What is shown of a list that grows at its top while somebody reads it: the rows that were shown, each
 * as it is now, and how many wait to be shown above them.
 * @param shown what was shown last
 * @param fresh what was answered last, newest first
 */
export function holdRows<Row>(
  shown: readonly Row[],
  fresh: readonly Row[],
  keyOf: (row: Row) => string,
): { rows: Row[]; waiting: number } {
  const freshByKey = new Map(fresh.map((row) => [keyOf(row), row]));
  const shownKeys = new Set(shown.map(keyOf));
  const firstShown = fresh.findIndex((row) => shownKeys.has(keyOf(row)));
  return {
    rows: shown.map((row) => freshByKey.get(keyOf(row)) ?? row),
    waiting: firstShown < 0 ? fresh.length : firstShown,
  };
}
