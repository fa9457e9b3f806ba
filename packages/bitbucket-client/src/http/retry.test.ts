import { expect, test } from "vitest";
import { RateLimitError, ServerError } from "../errors/answer-errors.ts";
import { retry } from "./retry.ts";

const line = { method: "GET", url: "http://host/" };

function unavailable(status: number, retryAfter?: number): ServerError {
  return new ServerError("failed.", line, { status, messages: [] }, retryAfter);
}

/** Time passes only by waiting, and by `cost` milliseconds for each attempt. */
function start(outcomes: (Error | string)[], { deadlineMs = 90_000, cost = 0 } = {}) {
  let time = 1_000_000;
  const waits: number[] = [];
  const left: number[] = [];
  const attempt = (remainingMs: number) => {
    left.push(remainingMs);
    time += cost;
    const outcome = outcomes.shift() ?? unavailable(503);
    return typeof outcome === "string" ? Promise.resolve(outcome) : Promise.reject(outcome);
  };
  const wait = (ms: number) => {
    waits.push(ms);
    time += ms;
    return Promise.resolve();
  };
  const result = retry(attempt, { deadlineMs, now: () => time, random: () => 1, wait });
  return { result, waits, left };
}

test("an attempt that succeeds is the only one", async () => {
  const { result, waits } = start(["done"]);
  expect(await result).toBe("done");
  expect(waits).toEqual([]);
});

test("waits double, and each attempt learns how much time is left", async () => {
  const { result, waits, left } = start([
    unavailable(503),
    unavailable(502),
    unavailable(504),
    "done",
  ]);
  expect(await result).toBe("done");
  expect(waits).toEqual([500, 1000, 2000]);
  expect(left).toEqual([90_000, 89_500, 88_500, 86_500]);
});

test("what the server asks for replaces the backoff", async () => {
  const limited = new RateLimitError("slow.", line, { status: 429, messages: [] }, 7000);
  const { result, waits } = start([limited, unavailable(503, 2000), "done"]);
  expect(await result).toBe("done");
  expect(waits).toEqual([7000, 2000]);
});

test("an error that does not advise another try now is thrown as it is", async () => {
  const failure = unavailable(500);
  const { result, waits } = start([failure, "done"]);
  await expect(result).rejects.toBe(failure);
  expect(waits).toEqual([]);
  expect(failure.retryable).toBe(true);
});

test("an error of another kind is thrown as it is", async () => {
  const bug = new TypeError("bug");
  await expect(start([bug, "done"]).result).rejects.toBe(bug);
});

test("the deadline covers attempts and waits, and the last error tells", async () => {
  const { result, waits } = start([], { deadlineMs: 10_000, cost: 1000 });
  await expect(result).rejects.toMatchObject({ name: "ServerError", status: 503 });
  expect(waits).toEqual([500, 1000, 2000]);
});

test("a wait beyond the deadline is not begun: the caller learns at once how long it is", async () => {
  const limited = new RateLimitError("slow.", line, { status: 429, messages: [] }, 3_600_000);
  const { result, waits } = start([limited]);
  await expect(result).rejects.toMatchObject({ retryAfter: 3_600_000, retryable: true });
  expect(waits).toEqual([]);
});
