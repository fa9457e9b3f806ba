import { expect, test } from "vitest";
import { splitTail } from "./split-tail.ts";

const ASKED = "GET https://git.example.com/rest/api/1.0/repos?limit=1";

test.each([
  ["The name is taken.", "The name is taken.", ""],
  [`It is not there. [404] (${ASKED})`, "It is not there.", `[404] (${ASKED})`],
  [
    `Bitbucket does not accept the credentials. [401 com.atlassian.AuthException] (${ASKED}). Install it again.`,
    "Bitbucket does not accept the credentials. Install it again.",
    `[401 com.atlassian.AuthException] (${ASKED})`,
  ],
  [`Too slow (${ASKED})`, "Too slow", `(${ASKED})`],
  [
    "Sentry does not accept the token. (PUT https://sentry.io/api/0/x/: 401)",
    "Sentry does not accept the token.",
    "(PUT https://sentry.io/api/0/x/: 401)",
  ],
  [
    "No file. [404] (GET http://git/browse/a(1).js)",
    "No file.",
    "[404] (GET http://git/browse/a(1).js)",
  ],
  [`One. (${ASKED}) Two. [500] (${ASKED})`, "One. Two.", `(${ASKED})\n[500] (${ASKED})`],
  ["See [the guide] (GET it)", "See [the guide] (GET it)", ""],
])("%s", (text, sentence, tail) => {
  expect(splitTail(text)).toEqual({ sentence, tail });
});
