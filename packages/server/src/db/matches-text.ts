import { type RawBuilder, sql } from "kysely";

/**
 * A condition: the column is made of these texts in this order, with anything between two of them, in
 * any case. `["shop@1.", ""]` is what begins with `shop@1.`
 */
export function matchesText(column: string, texts: string[]): RawBuilder<boolean> {
  const pattern = toLikePattern(texts);
  return sql<boolean>`lower(${sql.ref(column)}) like lower(${pattern}) escape '\\'`;
}

/** The pattern of LIKE for these texts with anything between two of them; `\` is its escape. */
export function toLikePattern(texts: string[]): string {
  return texts.map((text) => text.replace(/[\\%_]/g, String.raw`\$&`)).join("%");
}
