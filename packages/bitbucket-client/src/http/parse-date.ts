import { z } from "zod";

const isoDate = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:[.,](\d+))?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Epoch milliseconds of any date that Bitbucket sends: a number (up to 9.x), `…Z`, `…+hhmm` or
 * `…+hh:mm` (10.x), with or without fraction. `undefined` for anything else. Which form comes
 * cannot be told from the version: instances were seen to change it within days.
 */
export function parseDate(value: number | string): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  const [matched, time = "", fraction = "", zone = ""] = isoDate.exec(value) ?? [];
  if (matched === undefined) return undefined;
  // The only form that every engine must parse has three digits and a colon in the offset.
  const milliseconds = fraction.padEnd(3, "0").slice(0, 3);
  const offset = zone.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2");
  const epoch = Date.parse(`${time}.${milliseconds}${offset}`);
  return Number.isNaN(epoch) ? undefined : epoch;
}

/** A date field of an answer, read by `parseDate`. */
export const dateSchema = z.union([z.number(), z.string()]).transform((value, context) => {
  const epoch = parseDate(value);
  if (epoch !== undefined) return epoch;
  context.addIssue({ code: "custom", message: `not a date: ${value}` });
  return z.NEVER;
});
