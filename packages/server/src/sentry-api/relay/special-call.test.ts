import { expect, test } from "vitest";
import { toSpecialCall } from "./special-call.ts";

test.each([
  ["GET", "/api/0/organizations/acme/repos/", "repositories"],
  ["GET", "/api/0/organizations/acme/repos", "repositories"],
  ["POST", "/api/0/organizations/acme/releases/", "release"],
  ["POST", "/api/0/projects/acme/shop/releases/", "release"],
  ["PUT", "/api/0/organizations/acme/releases/shop%401.0.0/", "release"],
  ["PUT", "/api/0/projects/acme/shop/releases/1.0.0/", "release"],
  ["DELETE", "/api/0/organizations/acme/releases/1.0.0/", "deletion"],
  ["DELETE", "/api/0/projects/acme/shop/releases/1.0.0/", "deletion"],
  ["DELETE", "/api/0/organizations/acme/releases/1.0.0/files/1/", undefined],
  ["GET", "/api/0/organizations/acme/releases/", undefined],
  ["POST", "/api/0/organizations/acme/repos/", undefined],
  ["GET", "/api/0/organizations/acme/repos/1/commits/", undefined],
  ["POST", "/api/0/organizations/acme/releases/1.0.0/deploys/", undefined],
  ["PUT", "/api/0/projects/acme/releases/", undefined],
])("%s %s", (method, path, special) => {
  expect(toSpecialCall(method, path)).toBe(special);
});
