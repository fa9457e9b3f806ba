/** What is told with an act, in a line: `role: owner, formerRole: admin`. Nothing is left out. */
export function wordData(data: Readonly<Record<string, unknown>>): string {
  return Object.entries(data)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}
