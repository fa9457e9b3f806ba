import { expect, test } from "vitest";
import { mapInTurns } from "./map-in-turns.ts";

test("what waits is done between two values, and the values keep their order", async () => {
  const done: string[] = [];
  const waiting = () =>
    setImmediate(() => {
      done.push("another request");
    });
  const mapped = await mapInTurns(["a", "b", "c"], (value) => {
    done.push(value);
    if (value === "a") waiting();
    return value.toUpperCase();
  });
  expect(mapped).toEqual(["A", "B", "C"]);
  expect(done).toEqual(["a", "another request", "b", "c"]);
});

test("one value waits for nobody", async () => {
  const done: string[] = [];
  setImmediate(() => done.push("another request"));
  await mapInTurns(["a"], (value) => done.push(value));
  expect(done).toEqual(["a"]);
});
