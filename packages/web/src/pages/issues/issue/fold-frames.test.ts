import { describe, expect, test } from "vitest";
import { foldFrames } from "./fold-frames.ts";
import { type Frame, readExceptions, readMessage } from "./read-exceptions.ts";

const frame = (name: string, inApp: boolean): Frame => ({
  function: name,
  inApp,
  filename: null,
  absPath: null,
  module: null,
  lineNo: null,
  colNo: null,
  context: [],
});

test.each([
  ["", ""],
  ["A", "A"],
  ["Aab", "A|ab"],
  ["abABc", "ab|A|B|c"],
  ["abc", "abc"],
])("the frames %s, libraries' in small letters, are shown as %s", (calls, shown) => {
  const frames = calls.split("").map((name) => frame(name, name === name.toUpperCase()));
  const groups = foldFrames(frames).map((group) =>
    group.frames.map((one) => one.function).join(""),
  );
  expect(groups.join("|")).toBe(shown);
});

describe("an event", () => {
  const frames = [frame("main", true), frame("run", true)];
  const entries = [
    { type: "message", data: { formatted: "boom" } },
    {
      type: "exception",
      data: {
        values: [
          { type: "Cause", value: "why", stacktrace: null },
          { type: "TypeError", value: "what", stacktrace: { frames } },
        ],
      },
    },
  ];

  test("has what was thrown in the end first, and the newest call first", () => {
    expect(readExceptions({ entries })).toEqual([
      { type: "TypeError", value: "what", frames: frames.toReversed() },
      { type: "Cause", value: "why", frames: [] },
    ]);
  });

  test("may have a message, or neither", () => {
    expect(readMessage({ entries })).toBe("boom");
    expect([readMessage({ entries: [] }), readExceptions({ entries: [] })]).toEqual([
      undefined,
      [],
    ]);
  });
});
