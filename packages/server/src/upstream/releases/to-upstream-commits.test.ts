import { assert, oneof, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { type ReleaseCommit, toUpstreamCommits } from "./to-upstream-commits.ts";

const commit: ReleaseCommit = {
  sha: "a".repeat(40),
  repository: "SHOP/storefront",
  message: "Fixes SHOP-1",
  authorName: "Ann",
  authorEmail: "ann@example.com",
  authoredAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  files: [{ path: "src/a.ts", type: "M" }],
};

function send(change: Partial<ReleaseCommit>) {
  const { commits, notes } = toUpstreamCommits([{ ...commit, ...change }]);
  const [sent] = commits;
  if (!sent) throw new Error("Nothing is sent");
  return { sent, notes };
}

test("what fits goes as it is, without a note", () => {
  expect(toUpstreamCommits([commit])).toEqual({
    commits: [
      {
        id: commit.sha,
        repository: "SHOP/storefront",
        message: "Fixes SHOP-1",
        author_name: "Ann",
        author_email: "ann@example.com",
        timestamp: "2026-01-02T03:04:05.000Z",
        patch_set: [{ path: "src/a.ts", type: "M" }],
      },
    ],
    notes: [],
  });
});

test("nothing is said of an author whom nobody knows", () => {
  const { sent } = send({ authorName: null, authorEmail: null });
  expect(sent).not.toHaveProperty("author_name");
  expect(sent).not.toHaveProperty("author_email");
});

test("the order of the commits stays", () => {
  const older = { ...commit, sha: "b".repeat(40), authoredAt: 0 };
  expect(toUpstreamCommits([older, commit]).commits.map(({ id }) => id[0])).toEqual(["b", "a"]);
});

test.each([
  [Date.UTC(10_000, 0), "9999-12-31T23:59:59.999Z"],
  [9e15, "9999-12-31T23:59:59.999Z"],
  [-9e15, "0001-01-01T00:00:00.000Z"],
])(
  "a date that Sentry cannot tell is brought into the years that it can: %j",
  (authoredAt, told) => {
    const { sent, notes } = send({ authoredAt });
    expect(sent.timestamp).toBe(told);
    expect(notes).toEqual([
      "Dates before the year 1 or after 9999 were brought into those years in 1 commit.",
    ]);
  },
);

describe("what is too long for Sentry", () => {
  test("of an e-mail address keeps the domain", () => {
    const { sent, notes } = send({ authorEmail: `${"x".repeat(80)}@example.com` });
    expect(sent.author_email).toMatch(/^x{54}-[0-9a-f]{8}@example\.com$/);
    expect(notes).toEqual(["E-mail addresses over 75 characters were shortened in 1 commit."]);
  });

  test("of a path keeps the end, by which stack traces are matched", () => {
    const { sent, notes } = send({ files: [{ path: `${"d/".repeat(300)}a.ts`, type: "A" }] });
    expect(sent.patch_set[0]?.path).toMatch(/^[0-9a-f]{8}\/.*d\/a\.ts$/);
    expect(notes).toEqual(["Paths over 510 characters were shortened at their beginning: 1."]);
  });

  test("of a repository's name is said once, with the name that it has there", () => {
    const repository = `SHOP/${"r".repeat(100)}`;
    const { commits, notes } = toUpstreamCommits([
      { ...commit, repository },
      { ...commit, repository },
    ]);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain(`is called ${commits[0]?.repository} there`);
  });

  test.each([
    ["authorEmail", "author_email", 75],
    ["authorName", "author_name", 128],
    ["repository", "repository", 64],
  ] as const)("of %s is never over the limit, and stays distinct", (field, sentField, most) => {
    const long = string({ minLength: most - 3, maxLength: most * 2, unit: "grapheme" });
    const texts = oneof(
      long,
      long.map((text) => `${text}@example.com`),
    );
    assert(
      property(texts, texts, (one, other) => {
        const [a = "", b = ""] = [one, other].map(
          (text) => send({ [field]: text }).sent[sentField],
        );
        expect(Array.from(a).length).toBeLessThanOrEqual(most);
        expect(a === b).toBe(one === other);
      }),
    );
  });

  test("of a path is never over the limit, and stays distinct", () => {
    const paths = string({ minLength: 505, maxLength: 600, unit: "grapheme" });
    assert(
      property(paths, paths, (one, other) => {
        const files = [one, other].map((path) => ({ path, type: "M" as const }));
        const [a = "", b = ""] = send({ files }).sent.patch_set.map(({ path }) => path);
        expect(Array.from(a).length).toBeLessThanOrEqual(510);
        expect(a === b).toBe(one === other);
      }),
    );
  });
});
