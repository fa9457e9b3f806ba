import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundJson, boundText } from "./bound-json.ts";

describe("boundText", () => {
  it.each([
    ["short", "short"],
    ["much too long", "much to"],
    ["a\0b", "ab"],
    ["123456💥", "123456\uFFFD"],
    ["\uD800x", "\uFFFDx"],
  ])("makes %j to %j", (text, bounded) => {
    expect(boundText(text, 7)).toBe(bounded);
  });
});

describe("boundJson", () => {
  it("leaves ordinary values as they are", () => {
    const value = { text: "a", number: 1.5, flag: true, nothing: null, list: [1, [2, { a: 3 }]] };
    expect(boundJson(value)).toEqual(value);
  });

  it("puts an ellipsis for what is too deep, however deep", () => {
    expect(boundJson([[[[[[[1]]]]]]])).toEqual([[[[[["…"]]]]]]);
    const bomb: unknown = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));
    expect(JSON.stringify(boundJson(bomb)).length).toBeLessThan(20);
  });

  it("keeps the first entries of long lists and objects, and the start of long texts", () => {
    const many = Array.from({ length: 1_000 }, (_, index) => index);
    expect(boundJson(many)).toEqual(many.slice(0, 200));
    expect(Object.keys(boundJson(Object.fromEntries(many.entries())) ?? {})).toHaveLength(200);
    expect(boundJson("x".repeat(10_000))).toHaveLength(8_192);
  });

  it("keeps a key called __proto__ from changing the object", () => {
    const value = boundJson(JSON.parse('{"__proto__":{"polluted":true}}'));
    expect(value).not.toHaveProperty("polluted");
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: "large" }), (value) => {
        const bounded = boundJson(value);
        expect(boundJson(bounded)).toEqual(bounded);
      }),
    );
  });
});
