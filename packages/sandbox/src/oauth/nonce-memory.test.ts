import { expect, test } from "vitest";
import { NonceMemory } from "./nonce-memory.ts";

test("a nonce is new once", () => {
  const nonces = new NonceMemory(1_000);
  expect(nonces.remember("a", 0)).toBe(true);
  expect(nonces.remember("b", 0)).toBe(true);
  expect(nonces.remember("a", 1_000)).toBe(false);
});

test("a nonce is forgotten when its time is over", () => {
  const nonces = new NonceMemory(1_000);
  nonces.remember("a", 0);
  expect(nonces.remember("a", 1_001)).toBe(true);
});
