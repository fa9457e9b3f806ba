import { expect, test } from "vitest";
import { retryDelay } from "./retry-delay.ts";

test.each([
  ["the first failure waits a second", 1, 0, undefined, 1_000],
  ["each further one waits twice as long", 5, 0, undefined, 16_000],
  ["never more than ten minutes", 40, 0, undefined, 600_000],
  ["chance takes off up to a quarter", 1, 1, undefined, 750],
  ["what the other side asked for goes first", 1, 0.5, 5_000, 5_000],
  ["but not for ever", 1, 0.5, 86_400_000, 600_000],
])("%s", (_name, attempt, random, retryAfterMs, expected) => {
  expect(retryDelay(attempt, random, retryAfterMs)).toBe(expected);
});
