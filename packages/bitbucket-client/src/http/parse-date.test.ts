import * as fc from "fast-check";
import { expect, test } from "vitest";
import { dateSchema, parseDate } from "./parse-date.ts";

const noon = Date.UTC(2018, 8, 21, 14, 9, 51);

test.each([
  [1537538991000, noon],
  ["2018-09-21T14:09:51Z", noon],
  ["2018-09-21T14:09:51.000Z", noon],
  ["2018-09-21T14:09:51.266Z", noon + 266],
  ["2018-09-21T14:09:51.2Z", noon + 200],
  ["2018-09-21T14:09:51.266999999Z", noon + 266],
  ["2018-09-22T00:09:51+1000", noon],
  ["2018-09-21T11:39:51-0230", noon],
  ["2018-09-21T14:09:51+0000", noon],
  ["2018-09-21T16:09:51+02:00", noon],
  ["2018-09-21T16:09:51.5+02:00", noon + 500],
  ["2018-09-21T16:09:51.5+0200", noon + 500],
])("%s is %d", (value, epoch) => {
  expect(parseDate(value)).toBe(epoch);
});

test.each([
  "",
  "yesterday",
  "2018-09-21",
  "2018-09-21T14:09:51",
  "2018-13-21T14:09:51Z",
  "1537538991000",
  Number.NaN,
])("%j is no date, and no zone is guessed", (value) => {
  expect(parseDate(value)).toBeUndefined();
  expect(dateSchema.safeParse(value).success).toBe(false);
});

const epochs = fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true });
const offsets = fc.integer({ min: -14 * 60, max: 14 * 60 });

test("every instant reads the same in every form and zone", () => {
  fc.assert(
    fc.property(epochs, offsets, fc.boolean(), (date, offset, colon) => {
      const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
      const absolute = Math.abs(offset);
      const digits = [Math.floor(absolute / 60), absolute % 60].map((n) =>
        String(n).padStart(2, "0"),
      );
      const zone = (offset < 0 ? "-" : "+") + digits.join(colon ? ":" : "");
      expect(parseDate(local + zone)).toBe(date.getTime());
      expect(parseDate(date.toISOString())).toBe(date.getTime());
      expect(parseDate(date.getTime())).toBe(date.getTime());
    }),
  );
});
