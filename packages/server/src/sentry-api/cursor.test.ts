import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCursor, parseCursor, type PlaceKinds } from "./cursor.ts";

const numbers: PlaceKinds = { key: "number", id: "number" };
const byName: PlaceKinds = { key: "text", id: "number" };

describe("formatCursor", () => {
  it("has Sentry's form", () => {
    const from = { key: 1_770_000_000_000, id: 42 };
    expect(formatCursor({ from, backwards: false })).toBe("1770000000000:42:0");
    expect(formatCursor({ from: { key: "a b", id: 7 }, backwards: true })).toBe("~YSBi:7:1");
  });
});

describe("parseCursor", () => {
  it.each(["", "0:0:0", "0:0:1"])("reads %j as the beginning of any list", (text) => {
    const beginning = { from: undefined, backwards: false };
    expect(parseCursor(text, numbers)).toEqual(beginning);
    expect(parseCursor(text, byName)).toEqual(beginning);
  });

  it.each(["1:2", "1:2:3", "a:1:0", "1:2:0:0", "~YQ:1:0", "9".repeat(17), " ", "0:100"])(
    "knows that %j is no place in a list of numbers",
    (text) => {
      expect(parseCursor(text, numbers)).toBeUndefined();
    },
  );

  it("takes no number for the place in a list of names", () => {
    expect(parseCursor("1:2:0", byName)).toBeUndefined();
  });

  it("reads back whatever was written", () => {
    const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    const key = fc.oneof(fc.maxSafeInteger(), fc.string({ unit: "grapheme" }));
    fc.assert(
      fc.property(key, id, fc.boolean(), (key, id, backwards) => {
        const cursor = { from: { key, id }, backwards };
        const text = formatCursor(cursor);
        expect(text).toMatch(/^[\w~-]+:\d+:[01]$/);
        const kinds = typeof key === "number" ? numbers : byName;
        expect(parseCursor(text, kinds)).toEqual(cursor);
      }),
    );
  });

  it("takes any text without a fault", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(() => parseCursor(text, numbers)).not.toThrow();
        expect(() => parseCursor(`~${text}:1:0`, byName)).not.toThrow();
      }),
    );
  });
});
