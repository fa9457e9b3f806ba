import type { RawBuilder } from "kysely";
import { matchesText } from "./matches-text.ts";

/** A condition: the column has this text as a part, in any case. */
export function containsText(column: string, text: string): RawBuilder<boolean> {
  return matchesText(column, ["", text, ""]);
}
