import { afterEach, beforeEach, expect, test } from "vitest";
import { PUSH, type SentDelivery, startIntake, type TestIntake } from "../../test/start-intake.ts";

const LONGEST_TEXT = 200;

let intake: TestIntake;

beforeEach(async () => {
  intake = await startIntake();
});

afterEach(() => intake.close());

/** What is kept once the service has stopped. */
async function kept() {
  await intake.stop();
  return intake.db
    .selectFrom("refusedDeliveries")
    .select(["reason", "eventKey", "repositoryId", "count", "size"])
    .orderBy("id")
    .execute();
}

const WRONG = { secret: "wrong" };
const noHeader = (name: string) => ({ headers: { [name]: undefined } });

test.each<[string, (hook: string) => SentDelivery, object]>([
  ["a wrong signature", () => WRONG, { reason: "mismatch", size: PUSH.length }],
  ["no signature", () => noHeader("x-hub-signature"), { reason: "unsigned" }],
  ["no event", () => noHeader("x-event-key"), { reason: "malformed", eventKey: "other" }],
  ["a body that is no JSON", () => ({ body: "{" }), { reason: "malformed", size: 1 }],
  [
    "a body over the limit",
    () => ({ body: "x".repeat(10 * 1024 * 1024 + 1) }),
    { reason: "too_large", size: 10 * 1024 * 1024 + 1 },
  ],
  [
    "a repository that is not linked",
    (hook) => ({ url: `${hook}?repository=99` }),
    { reason: "unlinked", repositoryId: null },
  ],
  [
    "a large body that no repository is named for",
    (hook) => ({ url: hook, body: "x".repeat(1024 * 1024 + 1) }),
    { reason: "too_large", repositoryId: null },
  ],
])("a request with %s is told to the organization", async (_name, request, told) => {
  const { hook, repositoryId } = intake;
  await intake.send(request(hook));
  const usual = { eventKey: "repo:refs_changed", repositoryId, count: 1 };
  expect(await kept()).toMatchObject([{ ...usual, ...told }]);
});

test.each<[string, (hook: string) => SentDelivery]>([
  ["an integration that is not there", (hook) => ({ url: hook.replace(/\d+\/$/, "99/") })],
  ["another organization", (hook) => ({ url: hook.replace("organizations/1", "organizations/2") })],
  ["no numbers", (hook) => ({ url: `${hook}?repository=x` })],
])("a request to the webhook of %s is nobody's", async (_name, request) => {
  await intake.send({ ...WRONG, ...request(intake.hook) });
  expect(await kept()).toEqual([]);
});

test("what is taken, and a ping that may come unsigned, is not among them", async () => {
  const headers = { "x-event-key": "diagnostics:ping", "x-hub-signature": undefined };
  await intake.send();
  await intake.send({ headers });
  expect(await kept()).toEqual([]);
});

test("those that are alike are told together, with what is known of the last", async () => {
  await intake.send(WRONG);
  await intake.send({ ...WRONG, headers: { "x-event-key": "made-up:by-anybody" } });
  await intake.send({
    ...WRONG,
    headers: { "x-request-id": "r-2", "user-agent": "x".repeat(1_000), authorization: "Bearer t" },
  });
  const { repositoryId } = intake;
  expect(await kept()).toMatchObject([
    { reason: "mismatch", eventKey: "repo:refs_changed", repositoryId, count: 2 },
    { reason: "mismatch", eventKey: "other", repositoryId, count: 1 },
  ]);
  const row = await intake.db
    .selectFrom("refusedDeliveries")
    .selectAll()
    .where("count", "=", 2)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ address: "127.0.0.1", requestId: "r-2" });
  expect(row.userAgent).toHaveLength(LONGEST_TEXT);
  expect(JSON.stringify(row)).not.toContain("Bearer");
});
