import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, reportMessage, startApi, type TestApi } from "../../test/start-api.ts";
import { DERIVED_KEYS } from "./event-tags.ts";
import { recordTags } from "./record-tags.ts";
import type { TaggedEvent } from "./tally-tags.ts";

let api: TestApi;
let issueId: number;

beforeEach(async () => {
  api = await startApi();
  await reportMessage(api, await addProject(api, "shop"), "boom");
  ({ id: issueId } = await api.db.selectFrom("issues").select("id").executeTakeFirstOrThrow());
  await api.db.deleteFrom("issueTags").execute();
  await api.db.deleteFrom("issueTagKeys").execute();
});

afterEach(() => api.close());

const record = (...events: Omit<TaggedEvent, "issueId">[]) =>
  api.db.transaction().execute((trx) =>
    recordTags(
      trx,
      events.map((event) => ({ ...event, issueId })),
    ),
  );

const rows = (key: string) =>
  api.db
    .selectFrom("issueTags")
    .select(["value", "timesSeen", "firstSeen", "lastSeen"])
    .where("key", "=", key)
    .orderBy("value")
    .execute();

const valuesSeen = async () =>
  Object.fromEntries(
    (await api.db.selectFrom("issueTagKeys").select(["key", "valuesSeen"]).execute()).map((row) => [
      row.key,
      row.valuesSeen,
    ]),
  );

/** One event with each of the values. */
const events = (key: string, values: number) =>
  Array.from({ length: values }, (_, n) => ({
    occurredAt: 1,
    tags: [[key, `v${n}`]] as [string, string][],
  }));

/** An event with so many keys, all of this value. */
const manyKeys = (prefix: string, keys: number, value: number) => ({
  occurredAt: 1,
  tags: Array.from({ length: keys }, (_, n) => [`${prefix}${n}`, `v${value}`] as [string, string]),
});

test("a tag is counted from its first to its last event, in whatever order they come", async () => {
  await record({ occurredAt: 20, tags: [["color", "blue"]] });
  await record(
    { occurredAt: 10, tags: [["color", "blue"]] },
    { occurredAt: 30, tags: [["color", "blue"]] },
    { occurredAt: 15, tags: [["color", "red"]] },
  );
  expect(await rows("color")).toEqual([
    { value: "blue", timesSeen: 3, firstSeen: 10, lastSeen: 30 },
    { value: "red", timesSeen: 1, firstSeen: 15, lastSeen: 15 },
  ]);
  expect(await valuesSeen()).toEqual({ color: 2 });
});

test("a key has at most 1,000 values, of which those that are known are still counted", async () => {
  await record(...events("request", 1_000));
  await record(
    { occurredAt: 2, tags: [["request", "new"]] },
    { occurredAt: 2, tags: [["request", "v7"]] },
    { occurredAt: 2, tags: [["color", "blue"]] },
  );
  const request = await rows("request");
  expect(request).toHaveLength(1_000);
  expect(request.find(({ value }) => value === "v7")?.timesSeen).toBe(2);
  expect(await valuesSeen()).toEqual({ request: 1_000, color: 1 });
});

test("more users than values of other keys are told apart", async () => {
  await record(...events("user", 1_000));
  await record({ occurredAt: 2, tags: [["user", "id:new"]] });
  expect(await valuesSeen()).toEqual({ user: 1_001 });
});

test("an issue has at most 200 keys, of which those that are known are still counted", async () => {
  await record(manyKeys("key", 200, 1));
  await record({
    occurredAt: 2,
    tags: [
      ["key7", "v1"],
      ["key7", "v2"],
      ["key200", "a"],
    ],
  });
  expect((await rows("key7")).map(({ timesSeen }) => timesSeen)).toEqual([2, 1]);
  expect(await rows("key200")).toEqual([]);
});

test("what an issue is told by is never left out for its other keys", async () => {
  await record(manyKeys("own", 200, 1));
  const tags = [...DERIVED_KEYS].map((key) => [key, "a"] as [string, string]);
  await record({ occurredAt: 2, tags }, { occurredAt: 2, tags: [["late", "a"]] });
  const seen = await valuesSeen();
  expect(seen).toMatchObject(Object.fromEntries([...DERIVED_KEYS].map((key) => [key, 1])));
  expect(seen).not.toHaveProperty("late");
  const issue = await api.call("GET", "/api/0/organizations/acme/issues/SHOP-1/");
  expect(issue.body.userCount).toBe(1);
});

test("an issue with many keys is tagged by many events with many tags at once", async () => {
  await record(manyKeys("own", 200, 1));
  const events = Array.from({ length: 200 }, (_, n) => manyKeys(n % 2 ? "own" : `k${n}`, 200, n));
  await record(...events);
  expect(await rows("own0")).toHaveLength(100);
  expect(Object.keys(await valuesSeen())).toHaveLength(200);
});

test("nothing is asked when no event has a tag", async () => {
  await record();
  await record({ occurredAt: 1, tags: [] });
  expect(await valuesSeen()).toEqual({});
});

test("the tags of an issue go with it", async () => {
  await record({ occurredAt: 1, tags: [["color", "blue"]] });
  await api.db.deleteFrom("issues").execute();
  expect(await rows("color")).toEqual([]);
  expect(await valuesSeen()).toEqual({});
});
