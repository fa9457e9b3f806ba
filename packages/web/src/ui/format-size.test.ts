import { expect, test } from "vitest";
import { formatSize } from "./format-size.ts";

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [3_090, "3.1 kB"],
  [25_400, "25 kB"],
  [10_000_000, "10 MB"],
])("%i bytes are told as %s", (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});
