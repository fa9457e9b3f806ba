import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { verifyDelivery } from "./verify-delivery.ts";

// The published example of the algorithm.
const secret = "It's a Secret to Everybody";
const body = Buffer.from("Hello, World!");
const hex = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
const own = [{ repositoryId: 7, secret }];
const others = { repositoryId: 8, secret: "another" };
const sha1 = createHmac("sha1", secret).update(body).digest("hex");

test.each([
  ["the published example matches", own, `sha256=${hex}`, { kind: "match", signedWith: own[0] }],
  ["upper case matches", own, `sha256=${hex.toUpperCase()}`, { kind: "match", signedWith: own[0] }],
  [
    "of several secrets the right one tells the repository",
    [others, ...own],
    `sha256=${hex}`,
    { kind: "match", signedWith: own[0] },
  ],
  ["another secret does not match", [others], `sha256=${hex}`, { kind: "mismatch" }],
  ["no secret matches nothing", [], `sha256=${hex}`, { kind: "mismatch" }],
  ["an empty signature counts as none", own, "", { kind: "unsigned" }],
  ["no header", own, undefined, { kind: "unsigned" }],
  ["no method", own, hex, { kind: "mismatch" }],
  ["a weaker method", own, `sha1=${sha1}`, { kind: "mismatch" }],
  ["a cut signature", own, `sha256=${hex.slice(0, 62)}`, { kind: "mismatch" }],
  ["something after the signature", own, `sha256=${hex}00`, { kind: "mismatch" }],
])("%s", (_name, secrets, signature, verdict) => {
  expect(verifyDelivery(secrets, body, signature)).toEqual(verdict);
});

test("one changed byte of the body does not match", () => {
  const changed = Buffer.from("Hello, World?");
  expect(verifyDelivery(own, changed, `sha256=${hex}`)).toEqual({ kind: "mismatch" });
});
