/**
 * What an output of sentry-cli says, without what changes from run to run: addresses, times, ages,
 * numbers of rows, the widths of columns, and the order of rows where nothing promises one.
 */
export function meaningOf(output: string): string[] {
  const [text = ""] = output.split(/Stack backtrace|Add --log-level/);
  const lines = text
    .split("\n")
    .filter((line) => !/^[+-]+$/.test(line.trim()))
    .map((line) => (line.startsWith("|") ? cellsOf(line) : line.trim()))
    .map(withoutChanges)
    .filter((line) => line !== "");
  return lines.some((line) => line.startsWith("|")) ? lines.toSorted() : lines;
}

function cellsOf(row: string): string {
  return row
    .split("|")
    .map((cell) => cell.trim())
    .join(" | ")
    .trim();
}

const CHANGES: [RegExp, string][] = [
  // The case of a repository's name means nothing.
  [/\bproj\/repo\b/gi, "PROJ/repo"],
  [/http:\/\/(127\.0\.0\.1|localhost):(PORT|\d+)/g, "<address>"],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?( UTC|Z|\+00:00)?/g, "<time>"],
  [/\b\d{4}-\d\d-\d\d\b/g, "<day>"],
  [/\b\d+ (second|minute|hour|day|week|month|year)s?( ago)?/g, "<age>"],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "<uuid>"],
  [/^\| \d+ \|/, "| <number> |"],
];

function withoutChanges(line: string): string {
  return CHANGES.reduce((text, [change, name]) => text.replace(change, name), line);
}
