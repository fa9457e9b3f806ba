import { expect, test } from "vitest";
import { CircuitBreaker } from "./circuit-breaker.ts";

function afterFailures(count: number): CircuitBreaker {
  const breaker = new CircuitBreaker();
  for (let failure = 0; failure < count; failure += 1) breaker.recordAttempt(0);
  return breaker;
}

test("four failures change nothing, the fifth pauses for ten seconds", () => {
  expect(afterFailures(4).isOpen(0)).toBe(false);
  expect(afterFailures(5).isOpen(9_999)).toBe(true);
  expect(afterFailures(5).isOpen(10_000)).toBe(false);
});

test("each further failure pauses longer, up to ten hours", () => {
  expect(afterFailures(6).pausedUntil).toBe(20_000);
  expect(afterFailures(7).pausedUntil).toBe(40_000);
  expect(afterFailures(100).pausedUntil).toBe(36_000_000);
});

test("one success makes the webhook healthy again", () => {
  const breaker = afterFailures(9);
  breaker.recordSuccess();
  expect(breaker.isOpen(0)).toBe(false);
  breaker.recordAttempt(0);
  expect(breaker.isOpen(0)).toBe(false);
});
