import { expect, test } from "vitest";
import { emailProblem, passwordProblem } from "./account-rules.ts";

test.each([
  ["ann@example.com", true],
  [" ann@localhost ", true],
  ["ann", false],
  ["ann@", false],
  ["", false],
  ["ann b@example.com", false],
])("the e-mail address %j is taken: %s", (text, isTaken) => {
  expect(emailProblem(text) === null).toBe(isTaken);
});

test.each([
  ["1234567", false],
  ["12345678", true],
])("the password %j is taken: %s", (text, isTaken) => {
  expect(passwordProblem(text) === null).toBe(isTaken);
});
