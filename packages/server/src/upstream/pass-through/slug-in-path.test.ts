import { expect, test } from "vitest";
import { findSlugInPath } from "./slug-in-path.ts";

test.each([
  ["/api/0/organizations/acme/", "acme"],
  ["/api/0/organizations/acme", "acme"],
  ["/api/0/organizations/acme/releases/1.0/", "acme"],
  ["/api/0/projects/acme/shop/issues/", "acme"],
  ["/api/0/projects/acme//releases/", "acme"],
  ["/api/0/organizations/%61cme/repos/", "acme"],
  ["/api/0/organizations/%zz/repos/", undefined],
  ["/api/0/organizations/", undefined],
  ["/api/0/", undefined],
  ["/api/0/users/me/regions/", undefined],
  ["/api/0/issues/1/", undefined],
])("%s names %s", (path, slug) => {
  expect(findSlugInPath(path)).toBe(slug);
});
