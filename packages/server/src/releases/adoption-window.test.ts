import { expect, test } from "vitest";
import { adoptionWindow } from "./adoption-window.ts";

const now = Date.parse("2026-05-15T13:45:00Z");

test.each([
  ["1d", "2026-05-02T00:00:00.000Z", 14],
  ["1h", "2026-05-14T14:00:00.000Z", 24],
] as const)("%s begins at %s, and ends with what is now", (interval, start, count) => {
  const window = adoptionWindow(interval, now);
  expect([new Date(window.start).toISOString(), window.count]).toEqual([start, count]);
  expect(window.start + window.intervalMs * count).toBeGreaterThan(now);
});
