import { expect, test } from "vitest";
import { parseAuthorizationHeader, parseForm } from "./oauth-encoding.ts";
import { signatureBaseString } from "./signature-base-string.ts";

test("the example of RFC 5849 3.4.1.1 is reproduced to the byte", () => {
  const header = `OAuth realm="Example",
    oauth_consumer_key="9djdj82h48djs9d2",
    oauth_token="kkk9d7dh3k39sjv7",
    oauth_signature_method="HMAC-SHA1",
    oauth_timestamp="137131201",
    oauth_nonce="7d8f3e4a",
    oauth_signature="bYT5CMsGcbgUdFHObYMEfcx6bsw%3D"`;
  const baseString = signatureBaseString({
    method: "POST",
    url: "http://EXAMPLE.COM:80/request",
    parameters: [
      ...parseAuthorizationHeader(header),
      ...parseForm("b5=%3D%253D&a3=a&c%40=&a2=r%20b"),
      ...parseForm("c2&a3=2+q"),
    ],
  });

  expect(baseString).toBe(
    "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q" +
      "%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_" +
      "key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_m" +
      "ethod%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk" +
      "9d7dh3k39sjv7",
  );
});

test.each([
  ["a port other than the scheme's is kept", "http://host:7990/a", "http://host:7990/a"],
  ["https loses its own port", "https://host:443/a", "https://host/a"],
  ["scheme and host are in lower case, the path is not", "HTTP://HOST/Path", "http://host/Path"],
  ["a query is cut off", "http://host/a?b=c", "http://host/a"],
  ["an empty path is a slash", "http://host", "http://host/"],
  ["escapes of the path stay as they were sent", "http://host/a%2Fb%7e", "http://host/a%2Fb%7e"],
])("%s", (_sentence, url, expected) => {
  expect(signatureBaseString({ method: "get", url, parameters: [] })).toBe(
    `GET&${encodeURIComponent(expected)}&`,
  );
});

test("parameters are sorted by their encoded form, by name and then by value", () => {
  const baseString = signatureBaseString({
    method: "GET",
    url: "http://host/",
    parameters: [
      ["a", "é"],
      ["a", "z"],
      ["A", "1"],
      ["a", ""],
      ["a-b", ""],
      ["a!", ""],
    ],
  });
  expect(decodeURIComponent(baseString.split("&")[2] ?? "")).toBe("A=1&a=&a=%C3%A9&a=z&a%21=&a-b=");
});
