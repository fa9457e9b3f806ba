import { createPrivateKey, createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";
import { privateKey } from "../../test/read-fixture.ts";
import { signRequest } from "./sign-request.ts";

const consumer = { consumerKey: "key one", privateKey: createPrivateKey(privateKey) };
const request = { method: "GET", url: "https://host/rest/api/1.0/repos?limit=1&name=a%20b" };
const clockAndNonce = { now: () => 1_700_000_000_999, nonce: () => "n/1" };

test("the header holds what was signed, encoded, and a signature of exactly that", () => {
  const header = signRequest(consumer, request, { oauth_token: "t" }, clockAndNonce);
  const [, before, signature = ""] = /^(.*), oauth_signature="([^"]+)"$/.exec(header) ?? [];
  expect(before).toBe(
    'OAuth oauth_consumer_key="key%20one", oauth_nonce="n%2F1", oauth_signature_method="RSA-SHA1", oauth_timestamp="1700000000", oauth_version="1.0", oauth_token="t"',
  );
  const baseString =
    "GET&https%3A%2F%2Fhost%2Frest%2Fapi%2F1.0%2Frepos&limit%3D1%26name%3Da%2520b%26oauth_consumer_key%3Dkey%2520one%26oauth_nonce%3Dn%252F1%26oauth_signature_method%3DRSA-SHA1%26oauth_timestamp%3D1700000000%26oauth_token%3Dt%26oauth_version%3D1.0";
  const bytes = Buffer.from(decodeURIComponent(signature), "base64");
  const key = createPublicKey(consumer.privateKey);
  expect(verify("RSA-SHA1", Buffer.from(baseString), key, bytes)).toBe(true);
});

test("the same clock and nonce give the same signature, another nonce another one", () => {
  const sign = (nonce: string) =>
    signRequest(consumer, request, {}, { ...clockAndNonce, nonce: () => nonce });
  expect(sign("a")).toBe(sign("a"));
  expect(sign("a")).not.toBe(sign("b"));
});
