import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, reportMessage, startApi, type TestApi } from "../../../test/start-api.ts";

const ISSUES = "/api/0/organizations/acme/issues/";
const MINUTE_MS = 60_000;

let api: TestApi;
let shop: Awaited<ReturnType<typeof addProject>>;

beforeEach(async () => {
  api = await startApi();
  shop = await addProject(api, "shop");
  await report();
});

afterEach(() => api.close());

const report = (more?: object) => reportMessage(api, shop, "boom", more);
const reportOf = (user: string) => report({ user: { id: user } });
const ignore = (statusDetails: object) => put({ status: "ignored", statusDetails });
const put = (body: object) => api.call("PUT", `${ISSUES}SHOP-1/`, body);
const issue = async () => (await api.call("GET", `${ISSUES}SHOP-1/`)).body;
const listed = async (query: string) =>
  (await api.call("GET", `${ISSUES}?query=${query}`)).body.length as number;

/** As if that long had passed since the issue was ignored. */
async function pass(ms: number): Promise<void> {
  await api.db
    .updateTable("snoozes")
    .set((eb) => ({ until: eb("until", "-", ms), createdAt: eb("createdAt", "-", ms) }))
    .execute();
}

test("an issue that is ignored for minutes is open again when they are over, in lists too", async () => {
  const before = Date.now();
  const { body } = await ignore({ ignoreDuration: 30 });
  expect(body).toMatchObject({ status: "ignored", substatus: "archived_until_condition_met" });
  const until = Date.parse(body.statusDetails.ignoreUntil);
  expect(until - 30 * MINUTE_MS).toBeGreaterThanOrEqual(before);
  await pass(29 * MINUTE_MS);
  expect([await listed("is:ignored"), await listed("is:unresolved")]).toEqual([1, 0]);
  await pass(MINUTE_MS);
  expect([await listed("is:unresolved"), await listed("is:ignored")]).toEqual([1, 0]);
  const open = await issue();
  expect(open).toMatchObject({ status: "unresolved", substatus: "ongoing", statusDetails: {} });
  expect(open.activity.slice(0, 2)).toMatchObject([
    { type: "set_unresolved", user: null },
    { type: "set_ignored", user: { name: "Ann" } },
  ]);
});

test("a condition is taken beside statusDetails too, and takes the place of an older one", async () => {
  const expected = [
    [{ ignoreDuration: 5 }, { ignoreUntil: expect.stringMatching(/Z$/) }],
    [{ ignoreCount: 3 }, { ignoreCount: 3 }],
    [{ snoozeDuration: 5 }, { ignoreUntil: expect.stringMatching(/Z$/) }],
    [
      { ignoreCount: 3, ignoreWindow: 9 },
      { ignoreCount: 3, ignoreWindow: 9 },
    ],
    [
      { ignoreUserCount: 3, ignoreUserWindow: 9 },
      { ignoreUserCount: 3, ignoreUserWindow: 9 },
    ],
  ];
  for (const [condition, details] of expected) {
    const { body } = await put({ status: "ignored", ...condition });
    expect(body).toMatchObject({ substatus: "archived_until_condition_met" });
    expect(body.statusDetails).toEqual(details);
    expect((await ignore({ ...condition })).body.statusDetails).toEqual(details);
  }
  const both = { status: "ignored", statusDetails: { ignoreCount: 7 }, ignoreUserCount: 3 };
  expect((await put(both)).body.statusDetails).toEqual({ ignoreCount: 7 });
  await api.call("PUT", `${ISSUES}?query=is:ignored`, { status: "ignored", ignoreCount: 8 });
  expect((await issue()).statusDetails).toEqual({ ignoreCount: 8 });
});

test("an issue that is ignored for a number of events is open after them", async () => {
  expect((await ignore({ ignoreCount: 2 })).body.statusDetails).toEqual({ ignoreCount: 2 });
  await report();
  expect((await issue()).status).toBe("ignored");
  await report();
  expect(await issue()).toMatchObject({ status: "unresolved", substatus: "ongoing" });
});

test("events count only within the window", async () => {
  const { body } = await ignore({ ignoreCount: 2, ignoreWindow: 10 });
  expect(body.statusDetails).toEqual({ ignoreCount: 2, ignoreWindow: 10 });
  await pass(60 * MINUTE_MS);
  await api.db
    .updateTable("events")
    .set((eb) => ({ occurredAt: eb("occurredAt", "-", 60 * MINUTE_MS) }))
    .execute();
  await report();
  expect((await issue()).status).toBe("ignored");
  await report();
  expect((await issue()).status).toBe("unresolved");
});

test("an issue that is ignored for a number of users is open when others have it", async () => {
  await reportOf("ann");
  await ignore({ ignoreUserCount: 1 });
  await reportOf("ann");
  expect((await issue()).status).toBe("ignored");
  await reportOf("bob");
  expect((await issue()).status).toBe("unresolved");
});

test("users count only within the window", async () => {
  await ignore({ ignoreUserCount: 2, ignoreUserWindow: 10 });
  await pass(60 * MINUTE_MS);
  await report({ user: { id: "ann" }, timestamp: (Date.now() - 20 * MINUTE_MS) / 1_000 });
  await reportOf("bob");
  expect((await issue()).status).toBe("ignored");
  await reportOf("cleo");
  expect((await issue()).status).toBe("unresolved");
});

test("until when an issue is ignored can be said anew", async () => {
  const substatus = async () => (await issue()).substatus;
  await put({ status: "ignored" });
  expect(await substatus()).toBe("archived_forever");
  await put({ status: "ignored", substatus: "archived_until_escalating" });
  expect(await substatus()).toBe("archived_until_escalating");
  await put({ status: "muted" });
  expect(await substatus()).toBe("archived_until_escalating");
  await ignore({ ignoreDuration: 5 });
  expect(await substatus()).toBe("archived_until_condition_met");
  await put({ substatus: "archived_forever" });
  expect(await issue()).toMatchObject({ substatus: "archived_forever", statusDetails: {} });
  await put({ status: "unresolved", substatus: "escalating" });
  expect(await issue()).toMatchObject({ status: "unresolved", substatus: "escalating" });
});

test("an issue that is ignored without a condition is not open again when that is met", async () => {
  await ignore({ ignoreDuration: 5 });
  const { body } = await put({ status: "ignored" });
  expect(body).toMatchObject({ substatus: "archived_forever", statusDetails: {} });
  await pass(10 * MINUTE_MS);
  expect((await issue()).status).toBe("ignored");
});

test.each([
  ["ignoreCount", "ignoreWindow"],
  ["ignoreUserCount", "ignoreUserWindow"],
])("%s is bounded where it is counted anew", async (count, window) => {
  const tooMany = { [count]: 100_001, [window]: 5 };
  for (const refused of [await ignore(tooMany), await put({ status: "ignored", ...tooMany })]) {
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain("at most 100000");
  }
  expect((await ignore({ [count]: 100_000, [window]: 5 })).status).toBe(200);
  expect((await ignore({ [count]: 100_001 })).status).toBe(200);
});

test("all issues are open again whose time is over, however many", async () => {
  await ignore({ ignoreDuration: 5 });
  await api.db.transaction().execute(async (trx) => {
    const first = await trx.selectFrom("issues").selectAll().executeTakeFirstOrThrow();
    const snooze = await trx.selectFrom("snoozes").selectAll().executeTakeFirstOrThrow();
    const numbers = Array.from({ length: 1_100 }, (_, index) => 2 + index);
    for (const number of numbers) {
      const copy = { ...first, id: number, number };
      await trx.insertInto("issues").values(copy).execute();
      await trx
        .insertInto("snoozes")
        .values({ ...snooze, issueId: number })
        .execute();
    }
  });
  await pass(5 * MINUTE_MS);
  expect(await listed("is:ignored")).toBe(0);
});

test("what was said of ignoring is forgotten with the next status", async () => {
  await ignore({ ignoreDuration: 5 });
  await put({ status: "resolved" });
  await pass(10 * MINUTE_MS);
  expect(await issue()).toMatchObject({ status: "resolved", statusDetails: {} });
});
