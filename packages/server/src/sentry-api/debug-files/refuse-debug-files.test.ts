import { afterEach, beforeEach, expect, test } from "vitest";
import { startApi, type TestApi, toAnswer } from "../../../test/start-api.ts";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
});

afterEach(() => api.close());

const refused = [501, { detail: expect.stringContaining("Take their upload out of the build") }];

test.each([
  ["GET", "organizations/acme/chunk-upload/"],
  ["POST", "organizations/acme/artifactbundle/assemble/"],
  ["POST", "projects/acme/shop/files/difs/assemble/"],
  ["GET", "projects/acme/shop/releases/1.0.0/files/"],
  ["GET", "projects/acme/shop/events/0123456789abcdef0123456789abcdef/json/"],
])("%s %s says that such files are not kept", async (method, path) => {
  const { status, body } = await api.call(method, `/api/0/${path}`);
  expect([status, body]).toEqual(refused);
});

test("a large file of any type is heard to its end, and refused in words", async () => {
  const file = new FormData();
  file.append("file", new Blob([new Uint8Array(8 * 1024 * 1024)]), "mapping.zip");
  const response = await fetch(`${api.url}/api/0/projects/acme/shop/files/dsyms/`, {
    method: "POST",
    headers: { authorization: `Bearer ${api.token}` },
    body: file,
  });
  const { status, body } = await toAnswer(response);
  expect([status, body]).toEqual(refused);
});
