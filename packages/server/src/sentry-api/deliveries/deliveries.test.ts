import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { enqueue } from "../../../test/enqueue.ts";
import { addRepository, startApi, type TestApi } from "../../../test/start-api.ts";
import { addOtherOrganization, type OtherOrganization } from "../../../test/other-organization.ts";
import { recordAttempt } from "../../jobs/attempt-store.ts";
import { storeToken } from "../../organizations/token-store.ts";
import { setDeliveryState } from "../../webhooks/delivery-store.ts";
import { keyOfDelivery, storeDeliveries } from "../../webhooks/store-delivery.ts";

const DELIVERIES = "/api/0/organizations/acme/deliveries/";

let api: TestApi;
let shop: Repository;
let blog: Repository;
let theirs: OtherOrganization;

interface Repository {
  id: number;
  organizationId: number;
  integrationId: number;
}

beforeAll(async () => {
  api = await startApi();
  shop = await link("SHOP/storefront");
  blog = await link("BLOG/pages");
  theirs = await addOtherOrganization(api);
});

afterAll(() => api.close());

beforeEach(async () => {
  await api.db.deleteFrom("deliveries").execute();
  await api.db.deleteFrom("jobs").execute();
});

async function link(name: string): Promise<Repository> {
  const { id, organizationId } = await addRepository(api, name);
  const { integrationId } = await api.db
    .selectFrom("repositories")
    .select("integrationId")
    .$narrowType<{ integrationId: number }>()
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return { id, organizationId, integrationId };
}

interface Given {
  repository?: Repository;
  requestId?: string;
  event?: string;
  headers?: Record<string, string>;
  body?: string;
  state?: "pending" | "ignored";
}

/** Stores a delivery with its job, as the webhook does. @returns its number */
async function receive(given: Given = {}): Promise<number> {
  const { repository = shop, requestId, event = "repo:refs_changed", body = "{}" } = given;
  const { id: repositoryId, organizationId, integrationId } = repository;
  const { headers = {}, state = "pending" } = given;
  const delivery = {
    organizationId,
    integrationId,
    repositoryId,
    requestId,
    receivedAs: "ours",
    eventKey: event,
    headers,
    body: Buffer.from(body),
    state,
  };
  await api.db.transaction().execute((trx) => storeDeliveries(trx, enqueue, [delivery]));
  const { id } = await api.db
    .selectFrom("deliveries")
    .select((eb) => eb.fn.max<number>("id").as("id"))
    .executeTakeFirstOrThrow();
  return id;
}

/** As the worker leaves a delivery and its job. */
async function end(id: number, state: "processed" | "failed"): Promise<void> {
  const { db } = api;
  await db
    .updateTable("deliveries")
    .set({
      state,
      receivedAt: 1_000,
      finishedAt: 3_500,
      ...(state === "failed" && { reason: "no" }),
    })
    .where("id", "=", id)
    .execute();
  const isDone = state === "processed";
  await db
    .updateTable("jobs")
    .set({ state: isDone ? "done" : "set_aside", attempts: 2, finishedAt: 3_500 })
    .set({ startedAt: isDone ? 3_000 : null })
    .where("dedupeKey", "=", keyOfDelivery(id))
    .execute();
}

async function jobOf(id: number) {
  return api.db
    .selectFrom("jobs")
    .selectAll()
    .where("dedupeKey", "=", keyOfDelivery(id))
    .executeTakeFirstOrThrow();
}

const ids = (body: { id: string }[]) => body.map(({ id }) => Number(id));
const list = async (query = "") => ids((await api.call("GET", `${DELIVERIES}${query}`)).body);

test("deliveries are listed newest first, with what became of each", async () => {
  const first = await receive({ requestId: "r-1", body: '{"a":1}' });
  await end(first, "processed");
  const second = await receive({ event: "repo:modified", state: "ignored" });
  const { body } = await api.call("GET", DELIVERIES);
  expect(ids(body)).toEqual([second, first]);
  expect(body[1]).toEqual({
    id: String(first),
    dateReceived: "1970-01-01T00:00:01.000Z",
    event: "repo:refs_changed",
    repository: { id: String(shop.id), name: "SHOP/storefront" },
    integrationId: String(shop.integrationId),
    verdict: "match",
    state: "processed",
    reason: null,
    attempts: 2,
    dateFinished: "1970-01-01T00:00:03.500Z",
    duration: 2_500,
    size: 7,
    requestId: "r-1",
    jobId: String((await jobOf(first)).id),
  });
  expect(body[0]).toMatchObject({ state: "ignored", attempts: 0, jobId: null });
});

test("pages follow one another by the Link header, and back", async () => {
  const all: number[] = [];
  for (let n = 0; n < 5; n++) all.unshift(await receive());
  const linkOf = (link: string | null, rel: string) =>
    new RegExp(`<[^>]*(/api[^>]*)>; rel="${rel}"`).exec(link ?? "")?.[1] ?? "";
  const first = await api.call("GET", `${DELIVERIES}?per_page=2`);
  const second = await api.call("GET", linkOf(first.headers.get("link"), "next"));
  expect([ids(first.body), ids(second.body)]).toEqual([all.slice(0, 2), all.slice(2, 4)]);
  const back = await api.call("GET", linkOf(second.headers.get("link"), "previous"));
  expect(ids(back.body)).toEqual(all.slice(0, 2));
});

test("a list is of a repository, an integration, an event, a state or a verdict", async () => {
  const push = await receive();
  const failed = await receive();
  await end(failed, "failed");
  const moved = await receive({ repository: blog, event: "repo:modified" });
  expect(await list(`?repository=${shop.id}`)).toEqual([failed, push]);
  expect(await list(`?integration=${blog.integrationId}`)).toEqual([moved]);
  expect(await list("?event=repo:modified")).toEqual([moved]);
  expect(await list("?event=repo:refs_changed&state=pending")).toEqual([push]);
  expect(await list(`?state=failed&repository=${shop.id}`)).toEqual([failed]);
  expect(await list(`?state=failed&repository=${blog.id}`)).toEqual([]);
  expect(await list("?verdict=match")).toEqual([moved, failed, push]);
  expect(await list("?verdict=mismatch")).toEqual([]);
  const wrong = await api.call("GET", `${DELIVERIES}?state=lost`);
  expect([wrong.status, wrong.body]).toEqual([
    400,
    { state: ["state must be pending, processed, ignored or failed."] },
  ]);
});

test("a search finds the host's request, the repository, and the commit that was brought", async () => {
  const one = await receive({ requestId: "@1ABC" });
  const two = await receive({ repository: blog });
  const three = await receive({ repository: blog });
  await addCommit(blog, "c0ffee0".padEnd(40, "1"), two);
  expect(await list("?query=@1ABC")).toEqual([one]);
  expect(await list("?query=blog/")).toEqual([three, two]);
  expect(await list("?query=C0FFEE0")).toEqual([two]);
  expect(await list("?query=pages&per_page=1")).toEqual([three]);
  expect(await list("?query=nowhere")).toEqual([]);
});

async function addCommit(repository: Repository, sha: string, deliveryId: number): Promise<number> {
  const { id } = await api.db
    .insertInto("commits")
    .values({
      repositoryId: repository.id,
      sha,
      message: "Fixes it",
      authoredAt: 5_000,
      committedAt: 5_000,
      parents: "[]",
      isMerge: 0,
      filesTruncated: 0,
      createdAt: 6_000,
      deliveryId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

test("a delivery tells what was sent, without secrets, and what came of it", async () => {
  const headers = {
    "x-event-key": "repo:refs_changed",
    "x-hub-signature": "sha256=abc",
    authorization: "Basic YW5u",
    cookie: "session=1",
  };
  const secrets = '{"token":"t-1","url":"https://ann:pass@bb/x","text":"of acme: sntrys_abc"}';
  const id = await receive({ headers, body: secrets });
  const sha = "b".repeat(40);
  await addCommit(shop, sha, id);
  const { body } = await api.call("GET", `${DELIVERIES}${id}/`);
  expect(body).toMatchObject({
    id: String(id),
    headers: {
      "x-event-key": "repo:refs_changed",
      "x-hub-signature": "hidden",
      authorization: "hidden",
      cookie: "hidden",
    },
    body: '{"token":"hidden","url":"https://hidden@bb/x","text":"of acme: hidden"}',
    isBodyTruncated: false,
    commits: [{ id: sha, message: "Fixes it", dateCreated: "1970-01-01T00:00:05.000Z" }],
    references: [],
    resolutions: [],
    isOutcomeTruncated: false,
    attemptHistory: [],
  });
});

test("a long body is told in part, and no part of a secret at its end", async () => {
  const body = `${"x".repeat(256 * 1024 - 20)}"token":"${"s".repeat(100)}" and more`;
  const id = await receive({ body });
  const answer = await api.call("GET", `${DELIVERIES}${id}/`);
  expect(answer.body.isBodyTruncated).toBe(true);
  expect(answer.body.body).toHaveLength(256 * 1024);
  expect(answer.body.body.slice(-20)).toBe('"token":"hidden" and');
});

test("each attempt is told with its error, also when nobody said how it ended", async () => {
  const id = await receive();
  const { id: jobId } = await jobOf(id);
  const failed = { jobId, startedAt: 1_000, finishedAt: 1_500, error: "Bitbucket is away." };
  await recordAttempt(api.db, failed);
  await recordAttempt(api.db, {
    ...failed,
    startedAt: 2_000,
    finishedAt: null,
    error: "It ended.",
  });
  await end(id, "processed");
  const history = [
    { duration: 500, error: "Bitbucket is away." },
    { duration: null, dateFinished: null, error: "It ended." },
    { duration: 500, dateStarted: "1970-01-01T00:00:03.000Z", error: null },
  ];
  for (const path of [`${DELIVERIES}${id}/`, `/api/0/organizations/acme/jobs/${jobId}/`]) {
    expect((await api.call("GET", path)).body.attemptHistory).toMatchObject(history);
  }
});

test("one that failed goes on where it failed, and one that is done is processed anew", async () => {
  const failed = await receive();
  await end(failed, "failed");
  const done = await receive();
  await end(done, "processed");
  for (const id of [failed, done]) {
    const { status, body } = await api.call("POST", `${DELIVERIES}${id}/replay/`);
    expect([status, body.state, body.reason, body.duration]).toEqual([200, "pending", null, null]);
  }
  const { body: replayed } = await api.call("GET", `${DELIVERIES}${done}/`);
  expect(replayed.attemptHistory).toMatchObject([{ duration: 500, error: null }]);
  const payloads = [await jobOf(failed), await jobOf(done)].map(({ payload, state }) => [
    state,
    JSON.parse(payload),
  ]);
  expect(payloads).toEqual([
    ["waiting", { deliveryId: failed }],
    ["waiting", { deliveryId: done, again: true }],
  ]);
  const audit = "/api/0/organizations/acme/audit-logs/?event=delivery.replay&per_page=1";
  expect((await api.call("GET", audit)).body.rows).toMatchObject([
    { targetObject: `delivery ${done}`, actor: { name: "ann@example.com" } },
  ]);
});

test("how long it took is counted from when it was last asked for", async () => {
  const id = await receive();
  await end(id, "processed");
  await api.call("POST", `${DELIVERIES}${id}/replay/`);
  await setDeliveryState(api.db, id, "processed");
  const { body } = await api.call("GET", `${DELIVERIES}${id}/`);
  expect(body.dateReceived).toBe("1970-01-01T00:00:01.000Z");
  expect(body.duration).toBeLessThan(60_000);
});

test("one without a job is given one, and one that is due is not replayed twice", async () => {
  const id = await receive({ state: "ignored" });
  expect((await api.call("POST", `${DELIVERIES}${id}/replay/`)).status).toBe(200);
  expect(await jobOf(id)).toMatchObject({ state: "waiting", lane: `repository:${shop.id}` });
  const again = await api.call("POST", `${DELIVERIES}${id}/replay/`);
  expect([again.status, again.body.detail]).toEqual([
    409,
    "An attempt is under way, or about to be. See its attempts.",
  ]);
});

test("one that waits tells behind what and until when, and has that tried at once", async () => {
  const first = await receive();
  const second = await receive();
  const { id: jobId } = await jobOf(first);
  const later = Date.now() + 300_000;
  await api.db
    .updateTable("jobs")
    .set({ runAt: later, attempts: 9, lastError: "Bitbucket is away." })
    .where("id", "=", jobId)
    .execute();
  const name = `repository:${shop.id}`;
  await api.db.updateTable("lanes").set({ nextRunAt: later }).where("name", "=", name).execute();
  const turn = async () => (await api.call("GET", `${DELIVERIES}${second}/`)).body.turn;
  expect((await api.call("GET", `/api/0/organizations/acme/jobs/${jobId}/`)).body).toMatchObject({
    deliveryId: String(first),
    repository: { id: String(shop.id), name: "SHOP/storefront" },
  });
  const told = { id: String(jobId), kind: "process-delivery", lastError: "Bitbucket is away." };
  const dateNextAttempt = new Date(later).toISOString();
  expect(await turn()).toEqual({ ahead: 1, first: told, dateNextAttempt });
  expect((await api.call("POST", `${DELIVERIES}${second}/replay/`)).status).toBe(200);
  expect(await turn()).toEqual({ ahead: 1, first: told, dateNextAttempt: null });
  expect(await jobOf(first)).toMatchObject({ state: "waiting", attempts: 9 });
  const lane = await api.db
    .selectFrom("lanes")
    .select("nextRunAt")
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  expect(lane.nextRunAt).toBeLessThanOrEqual(Date.now());
});

test("another organization's deliveries are nobody else's", async () => {
  const id = await receive();
  const path = `/api/0/organizations/${theirs.slug}/deliveries/`;
  const ask = (method: string, url: string) => theirs.call(method, url);
  expect((await ask("GET", path)).body).toEqual([]);
  expect((await ask("GET", `${path}?repository=${shop.id}`)).body).toEqual([]);
  expect((await ask("GET", `${path}?integration=${shop.integrationId}`)).body).toEqual([]);
  expect((await ask("GET", `${path}?query=storefront`)).body).toEqual([]);
  expect((await ask("GET", `${path}${id}/`)).status).toBe(404);
  expect((await ask("POST", `${path}${id}/replay/`)).status).toBe(404);
  expect((await ask("GET", DELIVERIES)).status).toBe(404);
});

test("who may read deliveries need not be allowed to replay them", async () => {
  const id = await receive({ state: "ignored" });
  const token = "sntryu_reads";
  await storeToken(api.db, { token, userId: api.userId, name: "reads", scopes: ["org:read"] });
  const ask = async (method: string, path: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${api.url}${path}`, { method, headers })).status;
  };
  expect(await ask("GET", `${DELIVERIES}${id}/`)).toBe(200);
  expect(await ask("POST", `${DELIVERIES}${id}/replay/`)).toBe(403);
});
