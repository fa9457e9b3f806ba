import { expect, test } from "vitest";
import { toFramePath } from "./frame-path.ts";

test.each([
  [{ filename: "/app/src/cart.js" }, "/app/src/cart.js"],
  [{ filename: "file:///app/src/cart.mjs" }, "/app/src/cart.mjs"],
  [{ filename: "C:\\shop\\src\\cart.ts" }, "C:/shop/src/cart.ts"],
  [{ filename: "https://shop.example.com/static/cart.js?v=3#top" }, "static/cart.js"],
  [{ filename: "webpack:///./src/cart.ts" }, "src/cart.ts"],
  [{ filename: "app:///src/cart.ts" }, "src/cart.ts"],
  [{ filename: "./src/cart.ts" }, "src/cart.ts"],
  [{ filename: "shop/cart.py", absPath: "/srv/shop/cart.py" }, "shop/cart.py"],
  [{ absPath: "/srv/shop/cart.py" }, "/srv/shop/cart.py"],
  [{ filename: "Cart.java", module: "com.acme.shop.Cart" }, "com/acme/shop/Cart.java"],
  [{ filename: "cart.js", module: "lib.cart" }, "cart.js"],
  [{ filename: "<anonymous>" }, undefined],
  [{ module: "checkout" }, undefined],
])("%j is in %s", (told, path) => {
  expect(toFramePath(told)).toBe(path);
});
