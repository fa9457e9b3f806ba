import { describe, expect, test } from "vitest";
import { sentenceOf, toApiError } from "./to-api-error.ts";

describe("an answer that is no success", () => {
  test.each([
    [404, { detail: "There is no such project." }, "There is no such project."],
    [
      403,
      { detail: "Login attempt failed", errors: { __all__: ["The password is wrong."] } },
      "The password is wrong.",
    ],
    [400, { nonFieldErrors: ["It exists."] }, "It exists."],
    [403, { detail: { code: "c", message: "Choose another.", extra: {} } }, "Choose another."],
    [400, { status: "error", data: { detail: "Wrong key." } }, "Wrong key."],
    [400, { name: ["Too long.", "Not a name."] }, "name: Too long. Not a name."],
    [
      500,
      { detail: "Internal Error", errorId: "e1" },
      "The service failed at this. The log has it under e1. Try again.",
    ],
    [502, "<html>", "A proxy before the service cannot reach it. Try again in a moment."],
    [418, {}, "The service answered 418. Try again."],
    [
      404,
      { detail: "The requested resource does not exist" },
      "This is not there, or not for you to see.",
    ],
    [404, null, "This is not there, or not for you to see."],
  ])("%s with %o is the sentence %s", (status, body, sentence) => {
    const error = toApiError(status, body);
    expect([error.status, error.message]).toEqual([status, sentence]);
  });

  test("has its code, and what is wrong with which field", () => {
    expect(toApiError(403, { detail: { code: "c", message: "m" } }).code).toBe("c");
    expect(toApiError(400, { slug: ["Taken."], other: 1 }).fields).toEqual({ slug: "Taken." });
  });
});

test("what else was thrown is not shown, for it may say anything", () => {
  expect(sentenceOf(new TypeError("x is undefined"))).toBe(
    "Something went wrong in this page. Load it again.",
  );
});
