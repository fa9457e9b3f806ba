import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { signatureBaseString } from "./signature-base-string.ts";

test("is RFC 5849's example of 3.4.1.1, to the byte", () => {
  const text = signatureBaseString({
    method: "POST",
    url: "http://EXAMPLE.com:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b",
    formBody: "c2&a3=2+q",
    oauthParameters: {
      oauth_consumer_key: "9djdj82h48djs9d2",
      oauth_token: "kkk9d7dh3k39sjv7",
      oauth_signature_method: "HMAC-SHA1",
      oauth_timestamp: "137131201",
      oauth_nonce: "7d8f3e4a",
    },
  });
  expect(text).toBe(
    "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7",
  );
});

describe("the address", () => {
  // RFC 5849, 3.4.1.2: lower case, default ports left out, the path as sent.
  test.each([
    ["http://EXAMPLE.COM:80/r%20v/X?id=123", "http%3A%2F%2Fexample.com%2Fr%2520v%2FX"],
    ["https://www.example.net:8080/?q=1", "https%3A%2F%2Fwww.example.net%3A8080%2F"],
    ["https://host:443/context/rest", "https%3A%2F%2Fhost%2Fcontext%2Frest"],
  ])("%s is signed as %s", (url, signed) => {
    const text = signatureBaseString({ method: "get", url, oauthParameters: {} });
    expect(text.split("&").slice(0, 2)).toEqual(["GET", signed]);
  });
});

test("the order in which parameters are given does not matter", () => {
  const names = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 6 });
  fc.assert(
    fc.property(names, (all) => {
      const sign = (parameters: string[]) =>
        signatureBaseString({
          method: "GET",
          url: "https://host/",
          oauthParameters: Object.fromEntries(parameters.map((name) => [`x${name}`, "1"])),
        });
      expect(sign(all.toReversed())).toBe(sign(all));
    }),
  );
});
