import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, startApi, type TestApi } from "../../../test/start-api.ts";

const ISSUE = "/api/0/organizations/acme/issues/SHOP-1/";
const EVENTS = "/api/0/projects/acme/shop/events/";

let api: TestApi;
const [oldest, middle, latest] = ["1", "2", "3"].map((digit) => digit.repeat(32));

beforeEach(async () => {
  api = await startApi();
  const { id, publicKey } = await addProject(api, "shop");
  const now = Math.floor(Date.now() / 1_000);
  const report = async (event: object) => {
    const body = JSON.stringify({ message: "boom", ...event });
    await fetch(`${api.url}/api/${id}/store/?sentry_key=${publicKey}`, { method: "POST", body });
  };
  const user = { id: "7", email: "u@example.com" };
  await report({ event_id: middle, timestamp: now - 20, release: "1.0", user });
  await report({ event_id: oldest, timestamp: now - 30, environment: "eu" });
  await report({ event_id: latest, timestamp: now - 10, tags: { color: "blue" } });
});

afterEach(() => api.close());

const idsOf = (events: { eventID: string }[]) => events.map(({ eventID }) => eventID);

test("the events of an issue are listed newest first, in short or in full", async () => {
  const { body } = await api.call("GET", `${ISSUE}events/`);
  expect(idsOf(body)).toEqual([latest, middle, oldest]);
  expect(body[0]).toMatchObject({
    "event.type": "default",
    groupID: expect.stringMatching(/^\d+$/),
    title: "boom",
    tags: expect.arrayContaining([{ key: "color", value: "blue" }]),
  });
  expect(body[0]).not.toHaveProperty("entries");
  const full = (await api.call("GET", `${ISSUE}events/?full=true&per_page=1`)).body;
  expect(full).toMatchObject([{ eventID: latest, entries: [{ type: "message" }] }]);
  const inEurope = await api.call("GET", `${ISSUE}events/?environment=eu&environment=us`);
  expect(idsOf(inEurope.body)).toEqual([oldest]);
});

test.each([
  ["latest", latest],
  ["recommended", latest],
  ["oldest", oldest],
  [middle, middle],
  ["22222222-2222-2222-2222-222222222222", middle],
])("the event %s of an issue", async (which, expected) => {
  const { status, body } = await api.call("GET", `${ISSUE}events/${which}/`);
  expect([status, body.eventID]).toEqual([200, expected]);
});

test.each(["4".repeat(32), "newest", "SHOP-1"])("an issue has no event %s", async (which) => {
  expect((await api.call("GET", `${ISSUE}events/${which}/`)).status).toBe(404);
  expect((await api.call("GET", `${EVENTS}${which}/`)).status).toBe(404);
  const path = `/api/0/organizations/acme/eventids/${which}/`;
  expect((await api.call("GET", path)).status).toBe(404);
});

test("an event of another issue or project is not shown", async () => {
  await addProject(api, "web");
  expect((await api.call("GET", `/api/0/projects/acme/web/events/${middle}/`)).status).toBe(404);
  expect((await api.call("GET", "/api/0/projects/acme/web/events/")).body).toEqual([]);
});

test("an event names its release and the events beside it", async () => {
  const { body } = await api.call("GET", `${EVENTS}${middle}/`);
  expect(body).toMatchObject({
    release: { version: "1.0" },
    previousEventID: oldest,
    nextEventID: latest,
    user: { id: "7", email: "u@example.com" },
  });
  const first = (await api.call("GET", `${EVENTS}${oldest}/`)).body;
  expect([first.previousEventID, first.release]).toEqual([null, null]);
  expect((await api.call("GET", `${EVENTS}${latest}/`)).body.nextEventID).toBeNull();
});

test("a project's events are listed in pages", async () => {
  const first = await api.call("GET", `${EVENTS}?cursor=&per_page=2`);
  expect(idsOf(first.body)).toEqual([latest, middle]);
  const cursor = /rel="next"; results="true"; cursor="([^"]+)"/.exec(
    first.headers.get("link") ?? "",
  );
  const second = await api.call("GET", `${EVENTS}?cursor=${cursor?.[1]}&per_page=2`);
  expect(idsOf(second.body)).toEqual([oldest]);
});

test("an event is found by its id alone", async () => {
  const { body } = await api.call("GET", `/api/0/organizations/acme/eventids/${middle}/`);
  expect(body).toMatchObject({
    organizationSlug: "acme",
    projectSlug: "shop",
    eventId: middle,
    event: { eventID: middle, groupID: body.groupId },
  });
});

test("an issue tells what it is grouped by", async () => {
  const { body } = await api.call("GET", `${ISSUE}hashes/`);
  expect(body).toMatchObject([
    {
      id: expect.stringMatching(/^[0-9a-f]{32,}$/),
      latestEvent: { eventID: latest, entries: [{}] },
    },
  ]);
  const short = (await api.call("GET", `${ISSUE}hashes/?full=false`)).body;
  expect(short[0].latestEvent).not.toHaveProperty("entries");
});

test("a list tells of events without opening them", async () => {
  await api.db
    .updateTable("events")
    .set({ data: Buffer.from("not deflated") })
    .execute();
  const { status, body } = await api.call("GET", EVENTS);
  expect(status).toBe(200);
  expect(body[1]).toMatchObject({
    eventID: middle,
    message: "boom",
    platform: "other",
    metadata: { title: "boom" },
    user: { id: "7", email: "u@example.com" },
    tags: expect.arrayContaining([{ key: "user", value: "id:7" }]),
  });
});
