import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { findOracles } from "../../../test/find-oracles.ts";
import { parseDelivery } from "./parse-delivery.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);
const NONE = "0".repeat(40);

const repository = { id: 7, slug: "web", name: "Web shop", project: { key: "SHOP", id: 1 } };
const change = (id: string, fromHash: string, toHash: string) => ({
  ref: { id, displayId: id, type: "BRANCH" },
  refId: id,
  fromHash,
  toHash,
  type: "UPDATE",
});
const parse = (eventKey: string, body: unknown) =>
  parseDelivery(eventKey, Buffer.from(typeof body === "string" ? body : JSON.stringify(body)));

test("a push keeps every moved ref, in order", () => {
  const changes = [
    change("refs/heads/main", A, B),
    change("refs/heads/feature/x", NONE, B),
    change("refs/heads/old", A, NONE),
    change("refs/tags/v1", NONE, B),
  ];
  const parsed = parse("repo:refs_changed", { eventKey: "repo:refs_changed", repository, changes });
  expect(parsed).toEqual({
    kind: "push",
    repository: { externalId: "7", projectKey: "SHOP", slug: "web" },
    push: {
      refChanges: [
        { ref: "refs/heads/main", refType: "branch", type: "update", fromSha: A, toSha: B },
        { ref: "refs/heads/feature/x", refType: "branch", type: "add", fromSha: NONE, toSha: B },
        { ref: "refs/heads/old", refType: "branch", type: "delete", fromSha: A, toSha: NONE },
        { ref: "refs/tags/v1", refType: "tag", type: "add", fromSha: NONE, toSha: B },
      ],
    },
  });
});

test("a push of nothing is a push without ref changes", () => {
  const parsed = parse("repo:refs_changed", { repository, changes: [] });
  expect(parsed).toMatchObject({ kind: "push", push: { refChanges: [] } });
});

test("a renamed repository is told by its new place", () => {
  const moved = { ...repository, slug: "site", project: { key: "~jane" } };
  expect(parse("repo:modified", { old: repository, new: moved })).toEqual({
    kind: "repository",
    repository: { externalId: "7", projectKey: "~jane", slug: "site" },
  });
});

test.each([
  ["diagnostics:ping", "It is a test of the webhook."],
  ["pr:merged", "What a merge brings to its target branch arrives as repo:refs_changed."],
  ["repo:forked", "The event repo:forked is not used."],
])("%s is ignored with a reason, whatever its body", (eventKey, reason) => {
  expect(parse(eventKey, "no JSON")).toEqual({ kind: "ignored", reason });
});

test.each([
  ["no JSON", "it is not JSON"],
  [{ repository }, "changes"],
  [{ changes: [], repository: { ...repository, id: null } }, "repository.id"],
  [{ changes: [], repository: { ...repository, slug: "" } }, "repository.slug"],
])("a push that cannot be read fails with what is wrong: %j", (body, problem) => {
  expect(() => parse("repo:refs_changed", body)).toThrow(problem);
});

const oracles = findOracles("bitbucket");
const recordings = listRecordings();

describe.skipIf(!oracles)("recorded deliveries, from the oracles", () => {
  test("there are many, by several versions", () => {
    expect(recordings.length).toBeGreaterThan(30);
  });

  test.each(pushes(true))("$file is the push that it says", ({ eventKey, body, wire }) => {
    const parsed = parseDelivery(eventKey, body);
    const { id, slug, project } = wire.repository ?? {};
    expect(parsed).toEqual({
      kind: "push",
      repository: { externalId: String(id), projectKey: project?.key, slug },
      push: {
        // The words of Bitbucket, which the parser concludes from names and hashes.
        refChanges: (wire.changes ?? []).map(({ ref, fromHash, toHash, type }) => ({
          ref: ref.id,
          refType: ref.type.toLowerCase(),
          type: type.toLowerCase(),
          fromSha: fromHash,
          toSha: toHash,
        })),
      },
    });
  });

  test.each(pushes(false))("$file is ignored with a reason", ({ eventKey, body }) => {
    expect(parseDelivery(eventKey, body)).toEqual({
      kind: "ignored",
      reason: expect.stringMatching(/\.$/),
    });
  });
});

function pushes(wanted: boolean) {
  return recordings.filter(({ eventKey }) => (eventKey === "repo:refs_changed") === wanted);
}

function listRecordings() {
  if (!oracles) return [];
  const read = (file: string) => readFileSync(`${oracles}/${file}`);
  return z
    .array(z.object({ file: z.string(), kind: z.string() }))
    .parse(JSON.parse(read("index.json").toString()))
    .filter(({ kind }) => kind === "webhook")
    .map(({ file }) => {
      const body = read(file);
      const wire = recordedSchema().parse(JSON.parse(body.toString()));
      return { file, body, wire, eventKey: wire.eventKey };
    });
}

function recordedSchema() {
  const project = z.object({ key: z.string() });
  const ref = z.object({ id: z.string(), type: z.string() });
  const changed = z.object({
    ref,
    fromHash: z.string(),
    toHash: z.string(),
    type: z.string(),
  });
  return z.object({
    // A ping has none.
    eventKey: z.string().default("diagnostics:ping"),
    repository: z.object({ id: z.number(), slug: z.string(), project }).optional(),
    changes: z.array(changed).optional(),
  });
}
