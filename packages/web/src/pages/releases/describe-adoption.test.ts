import { expect, test } from "vitest";
import { describeAdoption } from "./describe-adoption.ts";

const times = ["2024-05-01", "2024-05-02", "2024-05-03"].map((date) => Date.parse(date));

test.each([
  [[0, 0, 0], "No event in 3 days."],
  [[0, 1, 0], "1 event in 3 days, most on 2 May: 1."],
  [[5, 1_200, 7], "1,212 events in 3 days, most on 2 May: 1,200."],
])("%o is told as %s", (events, sentence) => {
  expect(describeAdoption(times, events)).toBe(sentence);
});
