import { expect, test } from "vitest";
import { SecretBox } from "./secret-box.ts";

const box = new SecretBox("k".repeat(64));
const sealed = box.seal("hunter2 ✓", "hook secret 17");

test("what was sealed opens for the same purpose, and does not show", () => {
  expect(box.open(sealed, "hook secret 17")).toBe("hunter2 ✓");
  expect(sealed.includes("hunter2")).toBe(false);
});

test("sealing twice gives two different boxes", () => {
  expect(box.seal("hunter2 ✓", "hook secret 17").equals(sealed)).toBe(false);
});

test("a box does not open for another purpose", () => {
  expect(() => box.open(sealed, "hook secret 18")).toThrow(Error);
});

test("a box with one changed bit does not open", () => {
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => box.open(changed, "hook secret 17")).toThrow(Error);
  }
});

test("a box of another key says what to do", () => {
  const other = new SecretBox("o".repeat(64));
  expect(() => other.open(sealed, "hook secret 17")).toThrow(
    "The hook secret 17 was encrypted with another SECRET_KEY. Restore that key, or connect anew.",
  );
});

test("an empty or cut box does not open", () => {
  for (const length of [0, 1, 5, 20, sealed.length - 1]) {
    expect(() => box.open(sealed.subarray(0, length), "hook secret 17")).toThrow(Error);
  }
});
