import { expect, test } from "vitest";
import { isWebUrl } from "./is-web-url.ts";

test.each([
  ["https://bitbucket/projects/SHOP", true],
  ["HTTP://bitbucket", true],
  ["javascript:alert(1)", false],
  [" https://bitbucket", false],
  ["data:text/html,https://bitbucket", false],
  ["//bitbucket", false],
  ["", false],
  [null, false],
  [undefined, false],
])("%s leads to a page: %s", (url, isPage) => {
  expect(isWebUrl(url)).toBe(isPage);
});
