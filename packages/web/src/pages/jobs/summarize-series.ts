/**
 * What can be seen in a line of a chart, as a sentence: `Between 0 and 12 in the last 24 hours, now 3.`
 * @param values in the order of time; null where nothing is known
 */
export function summarizeSeries(
  values: readonly (number | null)[],
  word: (value: number) => string = String,
): string {
  const known = values.filter((value) => value !== null);
  const last = known.at(-1);
  if (last === undefined) return "Nothing is known yet.";
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (least === most) return `${word(last)} during all of the last 24 hours.`;
  return `Between ${word(least)} and ${word(most)} in the last 24 hours, last ${word(last)}.`;
}
