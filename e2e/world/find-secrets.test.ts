import { expect, test } from "vitest";
import { findSecrets } from "./find-secrets.ts";

const secret = "the+secret/of somebody";

test.each([
  ["text", `x ${secret} y`],
  ["part of a URL", `?token=${encodeURIComponent(secret)}&`],
  ["hex", Buffer.from(`a ${secret}`).toString("hex")],
  ["base64 after 0", Buffer.from(`${secret}:`).toString("base64")],
  ["base64 after 1", Buffer.from(`:${secret}:`).toString("base64")],
  ["base64 after 2", Buffer.from(`ab${secret}c`).toString("base64")],
])("finds a secret as %s", (form, text) => {
  expect(findSecrets({ token: secret }, { log: text })).toEqual([`token in the log, as ${form}`]);
});

test("finds none where there is none", () => {
  expect(findSecrets({ token: secret }, { log: "the secret of nobody" })).toEqual([]);
});
