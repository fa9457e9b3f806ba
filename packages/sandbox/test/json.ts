/** What is at a dotted path inside an answer: `at(json, "values.0.id")`; undefined when there is nothing. */
export function at(json: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined,
      json,
    );
}

/** One field of every row of a list, as text: `column(json, "values", "path.toString")`. */
export function column(json: unknown, list: string, field: string): string[] {
  const rows = at(json, list);
  return Array.isArray(rows) ? rows.map((row) => String(at(row, field))) : [];
}
