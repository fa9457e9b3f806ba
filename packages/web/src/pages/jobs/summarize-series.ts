/**
 * What can be seen in a line of a chart, as a sentence: `Between 0 and 12 in the last 24 hours, last 3.` Nothing is
 * said of times of which nothing is known, as before the service was started.
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
  if (least === most) return `Always ${word(last)}, as far as is known of the last 24 hours.`;
  return `Between ${word(least)} and ${word(most)} in the last 24 hours, last ${word(last)}.`;
}
