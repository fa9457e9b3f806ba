import { expect, test } from "vitest";
import { retryDelay } from "./retry-delay.ts";

test.each([
  ["the first failure waits a second", 1, 0, undefined, 1_000],
  ["each further one waits twice as long", 5, 0, undefined, 16_000],
  ["never more than ten minutes", 40, 0, undefined, 600_000],
  ["chance takes off up to a quarter", 1, 1, undefined, 750],
  ["what the other side asked for goes first", 5, 0, 5_000, 5_000],
  ["chance adds up to a quarter: it is never earlier", 5, 1, 5_000, 6_250],
  ["but not for ever", 1, 0, 86_400_000, 600_000],
  ["nor all at once", 1, 1, 86_400_000, 450_000],
  ["at once, or in the past, is no answer", 5, 0, 0, 16_000],
])("%s", (_name, attempt, random, retryAfterMs, expected) => {
  expect(retryDelay(attempt, random, retryAfterMs)).toBe(expected);
});
