import { expect, test } from "vitest";
import { pathTo } from "./path-builder.ts";

test("a page without a name in its address has one address", () => {
  expect(pathTo("login")).toBe("/login/");
});

test("what is named in an address is quoted", () => {
  expect(pathTo("integrations", { organization: "a/b c" })).toBe(
    "/organizations/a%2Fb%20c/integrations/",
  );
});

test("what an address needs is a matter of types", () => {
  // @ts-expect-error -- there is no organization
  const without = () => pathTo("integrations");
  // @ts-expect-error -- there is no such page
  const unknown = () => pathTo("nowhere");
  expect([without, unknown]).toHaveLength(2);
});
