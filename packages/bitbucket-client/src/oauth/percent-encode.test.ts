import * as fc from "fast-check";
import { expect, test } from "vitest";
import { percentEncode } from "./percent-encode.ts";

// The examples of RFC 5849, 3.6, and the characters that encodeURIComponent leaves alone.
test.each([
  ["abcXYZ019-._~", "abcXYZ019-._~"],
  ["Ladies + Gentlemen", "Ladies%20%2B%20Gentlemen"],
  ["An encoded string!", "An%20encoded%20string%21"],
  ["!'()*", "%21%27%28%29%2A"],
  ["☃", "%E2%98%83"],
  ["%", "%25"],
])("%s becomes %s", (text, encoded) => {
  expect(percentEncode(text)).toBe(encoded);
});

test("only unreserved characters and upper-case escapes come out, and nothing is lost", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const encoded = percentEncode(text);
      expect(encoded).toMatch(/^([\w.~-]|%[0-9A-F]{2})*$/);
      expect(decodeURIComponent(encoded)).toBe(text);
    }),
  );
});

test("a broken surrogate is replaced, not thrown", () => {
  expect(percentEncode("\ud800")).toBe("%EF%BF%BD");
});
