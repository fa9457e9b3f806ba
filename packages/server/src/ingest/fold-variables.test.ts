import { describe, expect, it } from "vitest";
import { foldVariables } from "./fold-variables.ts";

describe("foldVariables", () => {
  it.each([
    ["order 4711 of 12", "order <number> of <number>"],
    ["took 1.5s, -3 left, 1,000 more", "took <number>s, <number> left, <number> more"],
    ["user 9c6144d6-7c6e-407d-b3c0-6cd5f7eb25af", "user <uuid>"],
    ["commit a86d127c4b2f23a0a862620280427dcc01c78676", "commit <hex>"],
    ["commit a86d127", "commit <hex>"],
    ["at 0x7f12eb2daf50", "at <hex>"],
    ["connect ECONNREFUSED 10.0.0.7:5432", "connect ECONNREFUSED <ip>"],
    ["since 2026-11-22T12:22:48.567Z", "since <date>"],
    ["since 2026-11-22", "since <date>"],
    ["since 2026-11-22 12:22:48,567", "since <date>"],
    ["at 12:22:48", "at <time>"],
    ["no mail to ann.dev+x@mail.example.com", "no mail to <email>"],
    ["GET https://shop.example.com:8443/cart?id=7 failed", "GET <url> failed"],
    ["utf8 h264 v2 is a defaced facade", "utf8 h264 v2 is a defaced facade"],
    ["item_7 of cart2", "item_7 of cart2"],
    [
      "Cannot read properties of undefined (reading 'x')",
      "Cannot read properties of undefined (reading 'x')",
    ],
    ["", ""],
  ])("folds %j to %j", (text, folded) => {
    expect(foldVariables(text)).toBe(folded);
  });
});
