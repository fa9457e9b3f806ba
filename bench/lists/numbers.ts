/** SQL of a table with the numbers from 1, in the column `value`. */
export function numbers(count: number): string {
  return `(with recursive n(value) as (select 1 union all select value + 1 from n where value < ${count}) select value from n)`;
}
