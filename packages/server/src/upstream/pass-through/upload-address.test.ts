import { expect, test } from "vitest";
import { tellsUploadAddress, withOwnUploadAddress } from "./upload-address.ts";

const path = "/api/0/organizations/acme/chunk-upload/";
const upstream = {
  baseUrl: "https://sentry.io",
  regionUrl: "https://us.sentry.io",
  slug: "acme",
  verifySsl: true,
};
const below = "organizations/acme/chunk-upload/";

test.each([
  ["of the region", `https://us.sentry.io${path}`, below],
  ["of the whole", `https://sentry.io${path}`, below],
  ["of another region", `https://de.sentry.io${path}`, below],
  ["without a host", below, below],
  ["of somebody else", `https://uploads.example.com${path}`, `https://uploads.example.com${path}`],
  ["of another path", "https://sentry.io/upload/1", "https://sentry.io/upload/1"],
])("an address %s", (_which, url, expected) => {
  const answer = { url, chunkSize: 8_388_608, accept: ["sources"] };
  const rewritten: unknown = JSON.parse(
    withOwnUploadAddress(JSON.stringify(answer), path, upstream),
  );
  expect(rewritten).toEqual({ ...answer, url: expected });
});

test.each(["", "no JSON", "null", "[]", '{"url": 1}'])("%j stays as it is", (body) => {
  expect(withOwnUploadAddress(body, path, upstream)).toBe(body);
});

test("only that one call tells such an address", () => {
  expect(tellsUploadAddress("GET", path)).toBe(true);
  expect(tellsUploadAddress("POST", path)).toBe(false);
  expect(tellsUploadAddress("GET", "/api/0/organizations/acme/releases/chunk-upload/")).toBe(false);
});
