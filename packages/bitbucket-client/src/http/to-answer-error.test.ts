import { describe, expect, test } from "vitest";
import { toAnswerError } from "./to-answer-error.ts";

const request = { method: "GET", url: "https://host/rest/api/1.0/projects/SHOP" };

interface Given {
  status: number;
  exceptionName?: string;
  message?: string;
  headers?: Record<string, string>;
  body?: string;
}

function errorOf({ status, exceptionName, message, headers = {}, body }: Given) {
  const errors = [
    { context: null, message: message ?? null, exceptionName: exceptionName ?? null },
  ];
  const answer = {
    status,
    headers,
    header: (name: string) => headers[name],
    body: body ?? JSON.stringify({ errors }),
  };
  return toAnswerError(request, answer, 0);
}

const bitbucket = "com.atlassian.bitbucket.";

describe("each refusal becomes the error of its kind", () => {
  test.each<[string, Given, string]>([
    [
      "anonymous call",
      {
        status: 401,
        exceptionName:
          "com.atlassian.plugins.rest.api.security.exception.AuthenticationRequiredException",
      },
      "AuthenticationError",
    ],
    [
      "wrong password",
      { status: 401, exceptionName: `${bitbucket}auth.IncorrectPasswordAuthenticationException` },
      "AuthenticationError",
    ],
    ["401 without exception", { status: 401 }, "AuthenticationError"],
    [
      "missing permission",
      { status: 401, exceptionName: `${bitbucket}AuthorisationException` },
      "PermissionError",
    ],
    ["forbidden", { status: 403 }, "PermissionError"],
    [
      "no licence",
      { status: 401, exceptionName: `${bitbucket}auth.NoAccessAuthenticationException` },
      "NotLicensedError",
    ],
    [
      "no project",
      { status: 404, exceptionName: `${bitbucket}project.NoSuchProjectException` },
      "NotFoundError",
    ],
    ["unknown route", { status: 404, body: "" }, "NotFoundError"],
    [
      "duplicate",
      { status: 409, exceptionName: `${bitbucket}IntegrityException` },
      "ConflictError",
    ],
    [
      "bad parameter",
      { status: 400, exceptionName: `${bitbucket}validation.ArgumentValidationException` },
      "BadRequestError",
    ],
    ["wrong type", { status: 415, body: "" }, "BadRequestError"],
    ["rate limit, empty body", { status: 429, body: "" }, "RateLimitError"],
    [
      "proxy's page",
      { status: 502, body: "<html>", headers: { "content-type": "text/html" } },
      "ServerError",
    ],
    ["fault", { status: 500 }, "ServerError"],
  ])("%s", (_, given, name) => {
    expect(errorOf(given)).toMatchObject({ name, status: given.status });
  });
});

test("what succeeded is no error", () => {
  expect(errorOf({ status: 204, body: "" })).toBeUndefined();
});

test("Bitbucket's sentence, exception and request id reach the user, with method and URL", () => {
  const error = errorOf({
    status: 404,
    message: "Project SHOP does not exist.",
    exceptionName: `${bitbucket}project.NoSuchProjectException`,
    headers: { "x-arequestid": "@WRQLR1x1341x1785x0" },
  });
  expect(error?.message).toBe(
    "Bitbucket does not have this, or hides it from the user of these credentials. Bitbucket says: Project SHOP does not exist. [404 com.atlassian.bitbucket.project.NoSuchProjectException] (GET https://host/rest/api/1.0/projects/SHOP)",
  );
  expect(error).toMatchObject({
    bitbucketMessages: ["Project SHOP does not exist."],
    exceptionName: "com.atlassian.bitbucket.project.NoSuchProjectException",
    requestId: "@WRQLR1x1341x1785x0",
  });
});

describe("when another try may help", () => {
  test.each([
    [400, "never"],
    [401, "never"],
    [404, "never"],
    [409, "never"],
    [429, "now"],
    [500, "later"],
    [502, "now"],
    [503, "now"],
    [504, "now"],
  ])("%d: %s", (status, advice) => {
    const error = errorOf({ status });
    expect(error).toMatchObject({ retryAdvice: advice, retryable: advice !== "never" });
  });
});

test("the wait that was asked for is kept in milliseconds", () => {
  const headers = { "retry-after": "5" };
  expect(errorOf({ status: 429, headers })).toMatchObject({ retryAfter: 5000 });
  expect(errorOf({ status: 503, headers })).toMatchObject({ retryAfter: 5000 });
  expect(errorOf({ status: 429 })).toMatchObject({ retryAfter: undefined });
});

test("a CAPTCHA after failed logins is named", () => {
  const headers = {
    "x-authentication-denied-reason": "CAPTCHA_CHALLENGE; login-url=https://host/login",
  };
  expect(errorOf({ status: 401, headers })?.message).toContain("Reason: CAPTCHA_CHALLENGE.");
});

test("a 401 that challenges for OAuth without naming a problem is still read by its exception", () => {
  const headers = { "www-authenticate": 'OAuth realm="https%3A%2F%2Fhost"' };
  const exceptionName = `${bitbucket}AuthorisationException`;
  expect(errorOf({ status: 401, exceptionName, headers })).toMatchObject({
    name: "PermissionError",
  });
});

test("a 401 that names an OAuth problem is that problem", () => {
  const headers = { "www-authenticate": 'OAuth realm="x", oauth_problem="token_rejected"' };
  expect(errorOf({ status: 401, headers })).toMatchObject({
    name: "OAuthProblemError",
    problem: "token_rejected",
  });
});

test.each([200, 404])("a web page with status %d is a wrong address", (status) => {
  const headers = { "content-type": "text/html;charset=UTF-8" };
  expect(errorOf({ status, headers, body: "<!doctype html>" })).toMatchObject({
    name: "WrongAddressError",
    message: expect.stringContaining("Check the base URL with its context path"),
  });
});

test.each(["", "[]", "null", "{", '{"errors":"no"}', '{"errors":[7]}', "Bad Gateway"])(
  "a body of %j does not get in the way of the status",
  (body) => {
    expect(errorOf({ status: 404, body })).toMatchObject({ status: 404, bitbucketMessages: [] });
  },
);
