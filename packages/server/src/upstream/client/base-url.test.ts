import { expect, test } from "vitest";
import { parseUpstreamUrl } from "./base-url.ts";

test.each([
  ["https://sentry.io", "https://sentry.io"],
  ["https://sentry.io/settings/acme/", "https://sentry.io"],
  ["https://acme.sentry.io/issues/?project=1", "https://sentry.io"],
  ["https://us.sentry.io/", "https://sentry.io"],
  [" http://sentry.internal:9000/organizations/acme/ ", "http://sentry.internal:9000"],
  ["https://notsentry.io", "https://notsentry.io"],
  ["sentry.io", undefined],
  ["ftp://sentry.io", undefined],
  ["https://ann:secret@sentry.io", undefined],
])("%s is at %s", (text, expected) => {
  expect(parseUpstreamUrl(text)).toBe(expected);
});
