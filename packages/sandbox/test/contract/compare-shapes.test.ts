import { expect, test } from "vitest";
import { compareShapes } from "./compare-shapes.ts";

test.each([
  ["values may differ", { a: 1 }, { a: 2 }, []],
  ["a key of the recording is missing", { a: 1, b: "" }, { a: 1 }, ["missing $.b (string)"]],
  ["a key is ours alone", { a: 1 }, { a: 1, b: [] }, ["extra $.b (array)"]],
  ["null is a type", { a: null }, { a: "" }, ["type $.a: null, ours string"]],
  ["an array is no object", { a: [] }, { a: {} }, ["type $.a: array, ours object"]],
  ["first members are compared", [{ a: 1 }, 2], [{ a: "1" }], ["type $[].a: number, ours string"]],
  ["an empty array says nothing", { a: [] }, { a: [1] }, []],
  ["keys inside keys", { a: { b: { c: 1 } } }, { a: { b: {} } }, ["missing $.a.b.c (number)"]],
  [
    "a key named like a method counts as a key",
    { toString: "x" },
    {},
    ["missing $.toString (string)"],
  ],
])("%s", (_sentence, recorded, ours, differences) => {
  expect(compareShapes(recorded, ours)).toEqual(differences);
});
