import { expect, test } from "vitest";
import { dateWriter, envelopeDate } from "./dates.ts";

test("the envelope's date is the same moment in the server's zone, without a colon", () => {
  const date = new Date("2026-05-24T14:11:04.567Z");
  const text = envelopeDate(date);
  expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}$/);
  const withColon = text.replace(/(\d\d)$/, ":$1");
  expect(new Date(withColon).toISOString()).toBe("2026-05-24T14:11:04.000Z");
});

test.each([
  ["epoch", 1_779_631_864_000],
  ["iso", "2026-05-24T14:11:04.000Z"],
] as const)("an entity's date in mode %s is %j", (mode, written) => {
  expect(dateWriter(mode)(1_779_631_864_000)).toBe(written);
});
