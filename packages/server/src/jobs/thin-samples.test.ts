import { expect, test } from "vitest";
import { thinSamples } from "./thin-samples.ts";

const sample = (takenAt: number, waiting: number, oldestAge: number | null) => ({
  takenAt,
  waiting,
  lanes: 1,
  oldestAge,
  setAside: 0,
});

test("of each stretch the highest figures are told, and none of one without samples", () => {
  const samples = [sample(60, 1, null), sample(61, 5, 10), sample(99, 2, 30), sample(301, 4, null)];
  expect(thinSamples(samples, 50)).toEqual([sample(50, 5, 30), sample(300, 4, null)]);
});
