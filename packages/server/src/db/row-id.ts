/** The last number that a row can have: PostgreSQL refuses to compare `integer` with more. */
const LAST_ID = 2_147_483_647;

/**
 * The number of a row that a caller names.
 * @returns 0, which no row has, for what no row can have
 */
export function toRowId(named: string | number): number {
  const id = /^\d+$/.test(String(named)) ? Number(named) : 0;
  return id <= LAST_ID ? id : 0;
}
