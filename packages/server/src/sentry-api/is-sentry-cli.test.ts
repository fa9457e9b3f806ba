import { expect, test } from "vitest";
import { isSentryCli } from "./is-sentry-cli.ts";

test.each([
  ["sentry-cli/3.8.0", true],
  ["Mozilla/5.0 sentry-cli/3.8.0", false],
  [undefined, false],
])("%s is sentry-cli: %s", (userAgent, expected) => {
  expect(isSentryCli(userAgent)).toBe(expected);
});
