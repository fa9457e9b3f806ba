import * as fc from "fast-check";
import { expect, test } from "vitest";
import { RateLimiter } from "./rate-limiter.ts";

const TEN_A_MINUTE = { window: 60, count: 10 };

test("as many events as the limit says pass at once, the next after its share of the window", () => {
  const limiter = new RateLimiter();
  for (let n = 0; n < 10; n++) expect(limiter.take(1, TEN_A_MINUTE, 1, 0)).toBeUndefined();
  expect(limiter.take(1, TEN_A_MINUTE, 1, 0)).toBe(6);
  expect(limiter.take(1, TEN_A_MINUTE, 1, 5_999)).toBe(1);
  expect(limiter.take(1, TEN_A_MINUTE, 1, 6_000)).toBeUndefined();
});

test("one key does not use up another's", () => {
  const limiter = new RateLimiter();
  expect(limiter.take(1, TEN_A_MINUTE, 10, 0)).toBeUndefined();
  expect(limiter.take(1, TEN_A_MINUTE, 1, 0)).toBe(6);
  expect(limiter.take(2, TEN_A_MINUTE, 1, 0)).toBeUndefined();
});

test("what is more than the limit at once passes when the bucket is full", () => {
  const limiter = new RateLimiter();
  expect(limiter.take(1, TEN_A_MINUTE, 50, 0)).toBeUndefined();
  expect(limiter.take(1, TEN_A_MINUTE, 50, 0)).toBe(60);
});

test("a limit that was lowered counts at once", () => {
  const limiter = new RateLimiter();
  expect(limiter.take(1, TEN_A_MINUTE, 1, 0)).toBeUndefined();
  expect(limiter.take(1, { window: 60, count: 1 }, 1, 0)).toBeUndefined();
  expect(limiter.take(1, { window: 60, count: 1 }, 1, 0)).toBe(60);
});

test("over any span no more pass than the limit and what filled up meanwhile", () => {
  const calls = fc.array(
    fc.record({ wait: fc.nat(20_000), events: fc.integer({ min: 1, max: 10 }) }),
  );
  fc.assert(
    fc.property(calls, (sequence) => {
      const limiter = new RateLimiter();
      let now = 0;
      let passed = 0;
      for (const { wait, events } of sequence) {
        now += wait;
        if (limiter.take(1, TEN_A_MINUTE, events, now) === undefined) passed += events;
      }
      expect(passed).toBeLessThanOrEqual(10 + now / 6_000 + 1e-6);
    }),
  );
});

test("whoever waits as long as told passes", () => {
  const calls = fc.array(
    fc.record({ wait: fc.nat(20_000), events: fc.integer({ min: 1, max: 10 }) }),
  );
  fc.assert(
    fc.property(calls, fc.integer({ min: 1, max: 20 }), (sequence, events) => {
      const limiter = new RateLimiter();
      let now = 0;
      for (const call of sequence) {
        now += call.wait;
        limiter.take(1, TEN_A_MINUTE, call.events, now);
      }
      const seconds = limiter.take(1, TEN_A_MINUTE, events, now) ?? 0;
      if (seconds === 0) return;
      expect(limiter.take(1, TEN_A_MINUTE, events, now + seconds * 1_000)).toBeUndefined();
    }),
  );
});
