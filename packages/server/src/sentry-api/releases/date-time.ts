import { z } from "zod";

const FIRST_MS = Date.parse("0000-01-01T00:00:00Z");
const LAST_MS = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * A date of a body, in RFC 3339 with its zone. In UTC too its year has four digits: sentry-cli can
 * read no other, and would fail to show the whole list that the date is in.
 */
export function dateTime(error: string) {
  return z.iso.datetime({ offset: true, error, abort: true }).refine((text) => {
    const time = Date.parse(text);
    return time >= FIRST_MS && time <= LAST_MS;
  }, error);
}
