import { expect, test } from "vitest";
import * as client from "../src/index.ts";

const request = { method: "GET", url: "http://host/" };
const refusal = { status: 400, messages: [] };
const cause = new Error("below");

const one: client.BitbucketError[] = [
  new client.AuthenticationError("x", request, refusal),
  new client.PermissionError("x", request, refusal),
  new client.NotLicensedError("x", request, refusal),
  new client.NotFoundError("x", request, refusal),
  new client.ConflictError("x", request, refusal),
  new client.BadRequestError("x", request, refusal),
  new client.RateLimitError("x", request, refusal),
  new client.ServerError("x", request, refusal),
  new client.OAuthProblemError("token_rejected", {}, request, refusal),
  new client.WrongAddressError("x", request),
  new client.AnswerTooLargeError("x", request),
  new client.NetworkError("dns", "x", request, { cause }),
  new client.TimeoutError("x", request, { cause }),
  new client.UnexpectedAnswerError("x", { cause }),
  new client.InvalidInputError("x", { cause }),
];

test("every code is of exactly one class, in the documented order", () => {
  expect(one.map(({ code }) => code)).toEqual(client.bitbucketErrorCodes);
});

test("every exported error class is among them, under its own name", () => {
  const abstract = ["AnswerError", "BitbucketError", "RequestError"];
  const exported = Object.keys(client).filter((name) => name.endsWith("Error"));
  expect(new Set([...one.map(({ name }) => name), ...abstract])).toEqual(new Set(exported));
});

test.each(one.map((error) => [error.name, error] as const))("%s", (name, error) => {
  // The family of requests names method and URL; a wrong reading of an answer is not of it.
  const outside = name === "UnexpectedAnswerError" || name === "InvalidInputError";
  expect(error instanceof client.RequestError).toBe(!outside);
  expect(error.message.endsWith("(GET http://host/)")).toBe(!outside);
  expect(error.retryable).toBe(error.retryAdvice !== "never");
});

test("the cause is kept", () => {
  const withCause = ["NetworkError", "TimeoutError", "UnexpectedAnswerError", "InvalidInputError"];
  for (const error of one.filter(({ name }) => withCause.includes(name))) {
    expect(error.cause).toBe(cause);
  }
});
