import { expect, test } from "vitest";
import { commitsNoteAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { cliCommitsNote } from "./cli-commits-note.ts";

test.each([
  ["none", null, []],
  ["done", null, []],
  ["done", "The newest 100.", ["done, but: The newest 100."]],
  ["pending", null, ["pending"]],
  ["pending", "Away.", ["pending: Away."]],
  ["failed", "No v9.", ["failed: No v9."]],
  [
    "failed",
    "Bitbucket, or a proxy before it, failed. [500] (GET http://bitbucket.example.com/rest/api/1.0/projects/SHOP).",
    [
      "failed: Bitbucket, or a proxy before it, failed. [500] (GET\nhttp://bitbucket.example.com/rest/api/1.0/projects/SHOP).",
    ],
  ],
] as const)("%s with the reason %s", (commitsState, commitsReason, expected) => {
  const notes = cliCommitsNote({ commitsState, commitsReason, createdAt: 0 });
  expect(notes.map(({ id }) => id)).toEqual(expected);
  for (const note of notes) expect(commitsNoteAnswer.parse(note)).toEqual(note);
});
