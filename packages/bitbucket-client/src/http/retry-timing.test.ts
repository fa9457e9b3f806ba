import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { retryDelay } from "./retry-timing.ts";

describe("the delay before the next attempt", () => {
  test.each([
    [1, 0, 250],
    [1, 1, 500],
    [2, 1, 1000],
    [5, 1, 8000],
    [20, 1, 30_000],
  ])("after attempt %d with chance %d is %d ms", (attempt, random, delay) => {
    expect(retryDelay(attempt, undefined, random)).toBe(delay);
  });

  test("is what the server asked for, without chance", () => {
    expect(retryDelay(3, 7000, 0.3)).toBe(7000);
  });

  test("is never zero, also when the server's clock is behind", () => {
    expect(retryDelay(1, 0, 0)).toBe(250);
  });

  test("lies between half and the whole of a backoff that never shrinks or passes 30 s", () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), chance, (attempt, random) => {
        const delay = retryDelay(attempt, undefined, random);
        const whole = retryDelay(attempt, undefined, 1);
        expect(delay).toBeGreaterThanOrEqual(whole / 2);
        expect(delay).toBeLessThanOrEqual(whole);
        expect(whole).toBeLessThanOrEqual(30_000);
        expect(retryDelay(attempt + 1, undefined, 1)).toBeGreaterThanOrEqual(whole);
      }),
    );
  });
});
