import { expect, it } from "vitest";
import { toEventTime } from "./event-time.ts";

const receivedAt = Date.UTC(2026, 10, 22, 12, 30);
const happened = Date.UTC(2026, 10, 22, 12, 22, 48, 567);

it.each([
  [happened / 1_000, happened],
  [`${happened / 1_000}`, happened],
  ["2026-11-22T12:22:48.567059Z", happened],
  ["2026-11-22T12:22:48.567", happened],
  ["2026-11-22 12:22:48.567", happened],
  ["2026-11-22T13:22:48.567+01:00", happened],
  ["2026-11-22T12:22Z", Date.UTC(2026, 10, 22, 12, 22)],
  [receivedAt / 1_000 + 1, receivedAt],
  ["2999-01-01T00:00:00Z", receivedAt],
  [receivedAt / 1_000 - 31 * 24 * 3_600, receivedAt],
  [0, receivedAt],
  ["yesterday", receivedAt],
  ["2026", receivedAt],
  ["", receivedAt],
  [Number.NaN, receivedAt],
  [Infinity, receivedAt],
  [null, receivedAt],
  [undefined, receivedAt],
  [{}, receivedAt],
])("reads the time %j as %d", (value, time) => {
  expect(toEventTime(value, receivedAt)).toBe(time);
});
