import { expect, test } from "vitest";
import {
  formEncode,
  parseAuthorizationHeader,
  parseForm,
  percentEncode,
} from "./oauth-encoding.ts";

test.each([
  ["AZaz09-._~", "AZaz09-._~"],
  ["!*'()", "%21%2A%27%28%29"],
  [" +%&=/", "%20%2B%25%26%3D%2F"],
  ["é☃", "%C3%A9%E2%98%83"],
  ["", ""],
])("%j is percent-encoded as %j", (text, encoded) => {
  expect(percentEncode(text)).toBe(encoded);
});

test("an answer writes a space as %20", () => {
  expect(formEncode([["a b", "c+d"]])).toBe("a%20b=c%2Bd");
});

test("a form may write a space as a plus, and a name without a value", () => {
  expect(parseForm("a=b+c&d&e=%2B")).toEqual([
    ["a", "b c"],
    ["d", ""],
    ["e", "+"],
  ]);
});

test.each([
  ["the realm is left out", 'OAuth realm="x", a="1"', [["a", "1"]]],
  ["a plus in a header is a plus", 'OAuth a="1+2"', [["a", "1+2"]]],
  ["the scheme may be in any case", 'oauth a="1"', [["a", "1"]]],
  [
    "values may be empty",
    'OAuth oauth_token="",a="%20"',
    [
      ["oauth_token", ""],
      ["a", " "],
    ],
  ],
  [
    "blanks and line ends may separate",
    'OAuth  a="1",\n b="2" , ',
    [
      ["a", "1"],
      ["b", "2"],
    ],
  ],
  ["another scheme has no parameters", 'Basic a="1"', []],
  ["no header has no parameters", undefined, []],
])("%s", (_sentence, header, parameters) => {
  expect(parseAuthorizationHeader(header)).toEqual(parameters);
});
