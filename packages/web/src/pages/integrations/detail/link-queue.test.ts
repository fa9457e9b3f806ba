import { expect, test, vi } from "vitest";
import { LinkQueue } from "./link-queue.ts";

/** A Bitbucket that answers when it is told to. */
function slowLink() {
  const open = new Map<string, PromiseWithResolvers<void>>();
  const link = (identifier: string) => {
    const answer = Promise.withResolvers<void>();
    open.set(identifier, answer);
    return answer.promise;
  };
  return { link, open };
}

const statesOf = (queue: LinkQueue) =>
  Object.fromEntries(queue.read().map(({ identifier, state }) => [identifier, state]));

test("three are linked at once, and the next when one of them is done", async () => {
  const { link, open } = slowLink();
  const queue = new LinkQueue(link);
  queue.add(["A/1", "A/2", "A/3", "A/4"]);
  expect([...open.keys()]).toEqual(["A/1", "A/2", "A/3"]);
  open.get("A/2")?.resolve();
  await vi.waitFor(() => expect([...open.keys()]).toContain("A/4"));
  expect(statesOf(queue)).toEqual({
    "A/1": "linking",
    "A/2": "linked",
    "A/3": "linking",
    "A/4": "linking",
  });
});

test("one that fails says why, holds nobody up, and can be tried again", async () => {
  const { link, open } = slowLink();
  const queue = new LinkQueue(link);
  queue.add(["A/1"]);
  open.get("A/1")?.reject(new Error("It is archived."));
  await vi.waitFor(() =>
    expect(queue.read()).toEqual([
      { identifier: "A/1", state: "failed", problem: "It is archived." },
    ]),
  );
  queue.add(["A/1"]);
  expect(queue.read()).toEqual([{ identifier: "A/1", state: "linking" }]);
});

test("what is under way is not begun twice", () => {
  const link = vi.fn<(identifier: string) => Promise<void>>(() => new Promise(() => undefined));
  const queue = new LinkQueue(link);
  queue.add(["A/1"]);
  queue.add(["A/1", "A/2"]);
  expect(link.mock.calls).toEqual([["A/1"], ["A/2"]]);
});

test("what is over is forgotten, and who looks is told", async () => {
  const { link, open } = slowLink();
  const queue = new LinkQueue(link);
  const told = vi.fn<() => void>();
  const stop = queue.subscribe(told);
  queue.add(["A/1", "A/2"]);
  open.get("A/1")?.resolve();
  await vi.waitFor(() => expect(statesOf(queue)).toMatchObject({ "A/1": "linked" }));
  queue.clear();
  expect(statesOf(queue)).toEqual({ "A/2": "linking" });
  const count = told.mock.calls.length;
  expect(count).toBeGreaterThan(3);
  stop();
  queue.clear();
  expect(told).toHaveBeenCalledTimes(count);
});
