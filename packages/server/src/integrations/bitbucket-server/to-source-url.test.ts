import { expect, test } from "vitest";
import { toSourceUrl } from "./to-source-url.ts";

const browse = "https://bb.example.com/context/projects/SHOP/repos/web/browse";

test.each([
  [{ path: "src/cart.js", at: "4e17c13d" }, 12, "/src/cart.js?at=4e17c13d#12"],
  [{ path: "cart.js", at: "4e17c13d" }, undefined, "/cart.js?at=4e17c13d"],
  [{ path: "src/a b#1?.js", at: "feature/x&y" }, 1, "/src/a%20b%231%3F.js?at=feature%2Fx%26y#1"],
])("%j, line %s, is read at …%s", (file, line, end) => {
  expect(toSourceUrl(browse, file, line)).toBe(`${browse}${end}`);
});
