import { expect, test } from "vitest";
import { toLocalAddress } from "./to-local-address.ts";

test.each([
  ["/organizations/acme/issues/?query=x", "/organizations/acme/issues/?query=x"],
  [undefined, "/"],
  ["", "/"],
  ["//evil.example", "/"],
  [String.raw`/\evil.example`, "/"],
  ["https://evil.example/", "/"],
  ["javascript:alert(1)", "/"],
])("after a login that asked for %s comes %s", (next, address) => {
  expect(toLocalAddress(next)).toBe(address);
});
