import { expect, test } from "vitest";
import type { CommitFilechanges } from "../types.ts";
import { FilechangesCache } from "./filechanges-cache.ts";

function filechanges(count: number): CommitFilechanges {
  const changes = Array.from({ length: count }, (_, n) => ({
    type: "ADD" as const,
    path: `f${n}`,
  }));
  return { changes, truncated: false };
}

/** Fetches of a given number of changes, counted by key. */
function counting(cache: FilechangesCache) {
  const fetched: string[] = [];
  const get = (key: string, count = 1) =>
    cache.get(key, () => {
      fetched.push(key);
      return Promise.resolve(filechanges(count));
    });
  return { fetched, get };
}

test("a known commit is not fetched again, and one under way is joined", async () => {
  const { fetched, get } = counting(new FilechangesCache(10));
  const [first, second] = await Promise.all([get("a"), get("a")]);
  expect(await get("a")).toBe(first);
  expect(second).toBe(first);
  expect(fetched).toEqual(["a"]);
});

test("a failure is told to all that wait for it, and then forgotten", async () => {
  const cache = new FilechangesCache(10);
  const failing = () => Promise.reject(new Error("gone"));
  const both = [cache.get("a", failing), cache.get("a", failing)];
  for (const one of both) await expect(one).rejects.toThrow("gone");
  expect(await cache.get("a", () => Promise.resolve(filechanges(1)))).toEqual(filechanges(1));
});

test("the least recently used go first when the changes become too many", async () => {
  const { fetched, get } = counting(new FilechangesCache(10));
  await get("a", 4);
  await get("b", 4);
  await get("a");
  await get("c", 4);
  await get("a");
  await get("b");
  expect(fetched).toEqual(["a", "b", "c", "b"]);
});

test("a commit that alone is too large is answered, not kept", async () => {
  const { fetched, get } = counting(new FilechangesCache(10));
  expect(await get("big", 11)).toEqual(filechanges(11));
  await get("small");
  await get("big", 11);
  await get("small");
  expect(fetched.filter((key) => key === "big")).toHaveLength(2);
});

test("commits without changes count as well", async () => {
  const { fetched, get } = counting(new FilechangesCache(2));
  for (const key of ["a", "b", "c", "a"]) await get(key, 0);
  expect(fetched).toEqual(["a", "b", "c", "a"]);
});
