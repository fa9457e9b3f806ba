import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatShortId, parseShortId } from "./short-id.ts";

const slug = fc.stringMatching(/^[a-z0-9_][a-z0-9_-]{0,40}$/);
const counter = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

describe("formatShortId", () => {
  it.each([
    ["shop", 1, "SHOP-1"],
    ["shop", 31, "SHOP-Z"],
    ["shop", 32, "SHOP-10"],
    ["shop", 42, "SHOP-1A"],
    ["web-api_2", 18, "WEB-API_2-J"],
  ])("writes, for the project %s, issue %i as %s", (projectSlug, number, text) => {
    expect(formatShortId(projectSlug, number)).toBe(text);
  });
});

describe("parseShortId", () => {
  it.each([
    ["SHOP-1A", "shop", 42],
    ["shop-1a", "shop", 42],
    ["SHOP-1O", "shop", 32],
    ["SHOP-I", "shop", 1],
    ["SHOP-l", "shop", 1],
    ["SHOP-001", "shop", 1],
    ["PROJ-1-2", "proj-1", 2],
    ["WEB-API_2-J", "web-api_2", 18],
    ["SHOP-7ZZZZZZZZZZ", "shop", Number.MAX_SAFE_INTEGER],
  ])("reads %s", (text, projectSlug, number) => {
    expect(parseShortId(text)).toEqual({ projectSlug, counter: number });
  });

  it.each(["", "SHOP", "SHOP-", "-1", "--1", "SHOP-0", "SHOP-U", "SHOP-1_", "SHOP 1", "SHÖP-1"])(
    "knows that %j is none",
    (text) => {
      expect(parseShortId(text)).toBeUndefined();
    },
  );

  it.each(["SHOP-80000000000", `SHOP-${"Z".repeat(100_000)}`])(
    "refuses a number beyond the safe integers",
    (text) => {
      expect(parseShortId(text)).toBeUndefined();
    },
  );

  it("reads back whatever was written, in either case", () => {
    fc.assert(
      fc.property(slug, counter, (projectSlug, number) => {
        const text = formatShortId(projectSlug, number);
        expect(parseShortId(text)).toEqual({ projectSlug, counter: number });
        expect(parseShortId(text.toLowerCase())).toEqual({ projectSlug, counter: number });
      }),
    );
  });

  it("takes any text without a fault", () => {
    const property = fc.property(fc.string({ unit: "binary" }), (text) => {
      const shortId = parseShortId(text);
      return shortId === undefined || shortId.counter > 0;
    });
    expect(() => fc.assert(property)).not.toThrow();
  });
});
