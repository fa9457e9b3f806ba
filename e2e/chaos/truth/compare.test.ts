import { expect, test } from "vitest";
import { compare, countDifferences } from "./compare.ts";
import type { Expectation, Fact } from "./fact.ts";

const commit = { topic: "commit", subject: "shop abc" } as const;
const expected: Expectation = { ...commit, values: ["Begin", "Start"] };
const recorded: Fact = { ...commit, value: "Begin" };

test.each<[string, Expectation[], Fact[], string]>([
  ["what is there is fine", [expected], [recorded], "lost 0, doubled 0, wrong 0"],
  ["what is not there is lost", [expected], [], "lost 1, doubled 0, wrong 0"],
  [
    "unless it may be absent",
    [{ ...expected, isOptional: true }],
    [],
    "lost 0, doubled 0, wrong 0",
  ],
  ["twice is doubled", [expected], [recorded, recorded], "lost 0, doubled 1, wrong 0"],
  [
    "another value is wrong",
    [expected],
    [{ ...commit, value: "End" }],
    "lost 0, doubled 0, wrong 1",
  ],
  ["what nobody made is wrong", [], [recorded], "lost 0, doubled 0, wrong 1"],
  [
    "the same subject of another topic is another thing",
    [expected],
    [{ ...recorded, topic: "ref" }],
    "lost 1, doubled 0, wrong 1",
  ],
])("%s", (_name, expectations, facts, counts) => {
  expect(countDifferences(compare(expectations, facts))).toBe(counts);
});

test("a difference says what it is about, what is there and what should be", () => {
  const [wrong] = compare([expected], [{ ...commit, value: "End" }]);
  expect(wrong?.words).toBe("commit shop abc is End instead of Begin or Start");
});
