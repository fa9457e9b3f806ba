import { expect, test } from "vitest";
import { IntegrationError } from "../integrations/integration-error.ts";
import { createLogger } from "./create-logger.ts";

function logged(error: unknown): Record<string, unknown> {
  let line = "";
  createLogger("info", { write: (text) => (line += text) }).warn({ err: error }, "it failed");
  return JSON.parse(line) as Record<string, unknown>;
}

test("a line has its time and level in words", () => {
  expect(logged(undefined)).toEqual({
    level: "warn",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    msg: "it failed",
  });
});

test("an error that we foresaw is a code and a sentence", () => {
  const error = new IntegrationError("Bitbucket is away.", {
    code: "bitbucket_network",
    retryable: true,
    cause: new Error("connect ECONNREFUSED"),
  });
  expect(logged(error)["err"]).toEqual({
    name: "IntegrationError",
    code: "bitbucket_network",
    message: "Bitbucket is away.",
  });
});

test("any other error has its stack and those of its causes", () => {
  const error = new TypeError("no such thing", { cause: new RangeError("too far") });
  expect(logged(error)["err"]).toEqual({
    name: "TypeError",
    message: "no such thing",
    stack: expect.stringMatching(/TypeError: no such thing[^]*caused by RangeError: too far/),
  });
});
