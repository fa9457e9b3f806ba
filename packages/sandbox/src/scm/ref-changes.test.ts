import { expect, test } from "vitest";
import { refChangesBetween, zeroHash } from "./ref-changes.ts";

const one = "1".repeat(40);
const two = "2".repeat(40);

test("a new, a moved and a removed ref are an addition, an update and a deletion", () => {
  const before = new Map([
    ["refs/heads/main", one],
    ["refs/heads/gone", one],
    ["refs/heads/still", one],
  ]);
  const after = new Map([
    ["refs/heads/main", two],
    ["refs/heads/still", one],
    ["refs/tags/v1", two],
  ]);
  expect(refChangesBetween(before, after)).toEqual([
    { refId: "refs/heads/main", fromHash: one, toHash: two, type: "UPDATE" },
    { refId: "refs/heads/gone", fromHash: one, toHash: zeroHash, type: "DELETE" },
    { refId: "refs/tags/v1", fromHash: zeroHash, toHash: two, type: "ADD" },
  ]);
});

test("refs that are neither branch nor tag are nobody's business", () => {
  expect(refChangesBetween(new Map(), new Map([["refs/notes/commits", one]]))).toEqual([]);
});
