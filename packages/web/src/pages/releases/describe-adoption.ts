const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });

/**
 * What the chart of a release shows, for those who cannot see it.
 * @param times of the days' beginnings, in epoch ms
 */
export function describeAdoption(times: readonly number[], events: readonly number[]): string {
  const total = events.reduce((sum, one) => sum + one, 0);
  const most = Math.max(0, ...events);
  const on = times[events.indexOf(most)];
  if (most === 0 || on === undefined) return `No event in ${times.length} days.`;
  const count = total === 1 ? "1 event" : `${total.toLocaleString("en")} events`;
  return `${count} in ${times.length} days, most on ${day.format(on)}: ${most.toLocaleString("en")}.`;
}
