/** Numbers or times of a search: from the first on, and below the second. */
export interface SearchRange {
  from?: number;
  below?: number;
}

const NUMBER = /^(>=|<=|>|<)?(\d{1,9})$/;

/** `>10`, `>=10`, `<10`, `<=10` or `10`, of whole numbers; undefined when it is none. */
export function parseNumberRange(text: string): SearchRange | undefined {
  const [, operator, digits] = NUMBER.exec(text) ?? [];
  return digits === undefined ? undefined : toRange(operator, Number(digits));
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const UNITS: Record<string, number> = { m: MINUTE, h: 60 * MINUTE, d: DAY, w: 7 * DAY };
const AGE = /^([-+])(\d{1,6})([mhdw])$/;
const DATE = /^(>=|<=|>|<)?(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[-+]\d\d:\d\d)?$/;

/**
 * `-24h`: since then, `+24h`: before then; or a date, in UTC where it names no zone. As in Sentry, a
 * date is that day, and a time is about then: from five minutes before to six after it.
 * @param now epoch ms
 * @returns epoch ms, undefined when it is no time
 */
export function parseTimeRange(text: string, now: number): SearchRange | undefined {
  const [, sign, count, unit = ""] = AGE.exec(text) ?? [];
  if (sign !== undefined) {
    const then = now - Number(count) * (UNITS[unit] ?? 0);
    return toRange(sign === "-" ? ">=" : "<=", then);
  }
  const [, operator, day, time, zone = "Z"] = DATE.exec(text) ?? [];
  const then = Date.parse(`${day}${time ?? "T00:00"}${zone}`);
  if (Number.isNaN(then)) return undefined;
  if (operator !== undefined) return toRange(operator, then);
  return time === undefined
    ? { from: then, below: then + DAY }
    : { from: then - 5 * MINUTE, below: then + 6 * MINUTE };
}

function toRange(operator: string | undefined, value: number): SearchRange {
  switch (operator) {
    case ">":
      return { from: value + 1 };
    case ">=":
      return { from: value };
    case "<":
      return { below: value };
    case "<=":
      return { below: value + 1 };
    case undefined:
    default:
      return { from: value, below: value + 1 };
  }
}
