import { expect, test } from "vitest";
import { parseBaseUrl } from "./base-url.ts";

test.each([
  ["https://bitbucket.example.com", "https://bitbucket.example.com"],
  ["https://Bitbucket.Example.com:443//", "https://bitbucket.example.com"],
  ["http://bitbucket:7990/stash/", "http://bitbucket:7990/stash"],
  ["https://host/a/b?next=1#top", "https://host/a/b"],
])("%s is read as %s", (text, baseUrl) => {
  expect(parseBaseUrl(text)).toBe(baseUrl);
});

test.each([
  ["bitbucket.example.com", /is not a URL/],
  ["", /is not a URL/],
  ["ssh://git@host:7999", /must start with https/],
  ["https://jane:hush@host", /must not contain a user name or password/],
])("%j is refused", (text, sentence) => {
  expect(() => parseBaseUrl(text)).toThrow(sentence);
});

test("a path of slashes takes no longer than another one", () => {
  const path = `${"/".repeat(100_000)}a`;
  expect(parseBaseUrl(`https://host${path}`)).toBe(`https://host${path}`);
});

test("a password in a base URL does not get into the message", () => {
  expect(() => parseBaseUrl("https://jane:hush@host")).not.toThrow(/hush/);
});
