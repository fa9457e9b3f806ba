import { expect, test } from "vitest";
import { collect } from "../../test/collect.ts";
import { inOrderOfAnswer } from "./in-order-of-answer.ts";

/** A fetch whose answers the test gives by hand. */
function byHand() {
  const started: string[] = [];
  const pending = new Map<string, PromiseWithResolvers<string>>();
  const fetch = (input: string) => {
    started.push(input);
    const answer = Promise.withResolvers<string>();
    pending.set(input, answer);
    return answer.promise;
  };
  return { started, fetch, of: (input: string) => pending.get(input) };
}

test("results come as they are answered, not as they were asked", async () => {
  const { started, fetch, of } = byHand();
  const results = inOrderOfAnswer(["a", "b", "c"], 2, fetch);
  const first = results.next();
  expect(started).toEqual(["a", "b"]);
  of("b")?.resolve("B");
  expect((await first).value).toBe("B");
  const second = results.next();
  expect(started).toEqual(["a", "b", "c"]);
  of("c")?.resolve("C");
  expect((await second).value).toBe("C");
  of("a")?.resolve("A");
  expect((await results.next()).value).toBe("A");
  expect((await results.next()).done).toBe(true);
});

test("every input gives one result, whatever the concurrency", async () => {
  const inputs = Array.from({ length: 25 }, (_, n) => n);
  for (const concurrency of [1, 4, 100]) {
    const results = await collect(inOrderOfAnswer(inputs, concurrency, (n) => Promise.resolve(n)));
    expect(results.toSorted((a, b) => a - b)).toEqual(inputs);
  }
});

test("a failure is thrown to the reader, and a second one disturbs nobody", async () => {
  const { fetch, of } = byHand();
  const results = inOrderOfAnswer(["a", "b"], 2, fetch);
  const first = results.next();
  of("a")?.reject(new Error("a failed"));
  await expect(first).rejects.toThrow("a failed");
  of("b")?.reject(new Error("b failed"));
});

test("nothing is started before it is read", async () => {
  const { started, fetch } = byHand();
  const results = inOrderOfAnswer(["a"], 2, fetch);
  await results.return();
  expect(started).toEqual([]);
});
