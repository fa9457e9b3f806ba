import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addOtherOrganization, type OtherOrganization } from "../../../test/other-organization.ts";
import { addRepository, startApi, type TestApi } from "../../../test/start-api.ts";
import { insertJob } from "../../jobs/job-store.ts";
import { claimJobs } from "../../jobs/claim-store.ts";
import { sampleBacklogs } from "../../jobs/sample-store.ts";

const LANES = "/api/0/organizations/acme/lanes/";
const STATS = "/api/0/organizations/acme/jobs/stats/";

let api: TestApi;
let theirs: OtherOrganization;
let repositoryId: number;

beforeAll(async () => {
  api = await startApi();
  theirs = await addOtherOrganization(api);
  repositoryId = (await addRepository(api, "SHOP/storefront")).id;
});

afterAll(() => api.close());

beforeEach(async () => {
  await api.db.deleteFrom("lanes").execute();
  await api.db.deleteFrom("jobSamples").execute();
});

const add = (lane: string, at: number, organizationId: number | null = api.organizationId) =>
  insertJob(api.db, { lane, organizationId, kind: "note", payload: null }, at);

const setAside = () => api.db.updateTable("jobs").set({ state: "set_aside" }).execute();

test("lanes in which jobs wait are told by what they are for, and whether they run", async () => {
  const lane = `repository:${repositoryId}`;
  await add(lane, 1_000);
  await add(lane, 2_000);
  await add("upstream-poll:1", 3_000);
  await add("organization:1", 4_000);
  await api.db
    .updateTable("lanes")
    .set({ nextRunAt: null })
    .where("name", "=", "organization:1")
    .execute();
  await add("clean-up", 0, null);
  const capacity = { limit: 1, heldLanes: ["clean-up"], fullIntegrations: () => [] };
  await claimJobs(api.db, { worker: "one", ms: 60_000 }, capacity);
  const { body } = await api.call("GET", LANES);
  expect(body).toEqual([
    {
      name: lane,
      purpose: "repository",
      title: "SHOP/storefront",
      subjectId: String(repositoryId),
      integrationId: null,
      isRunning: true,
      depth: 2,
      dateOldest: "1970-01-01T00:00:01.000Z",
      dateNextAttempt: null,
      oldestJob: { id: expect.any(String), kind: "note", attempts: 1, lastError: null },
    },
    expect.objectContaining({
      name: "upstream-poll:1",
      purpose: "upstream",
      title: "Upstream Sentry",
      isRunning: false,
      depth: 1,
      dateNextAttempt: "1970-01-01T00:00:03.000Z",
    }),
  ]);
});

test("lanes come in pages", async () => {
  for (const name of ["organization:1", "organization:2", "organization:3"]) await add(name, 0);
  const names = ({ body }: { body: { name: string }[] }) => body.map(({ name }) => name);
  const first = await api.call("GET", `${LANES}?per_page=2`);
  expect(names(first)).toEqual(["organization:1", "organization:2"]);
  const next = /<[^>]*(\/api[^>]*)>; rel="next"; results="true"/.exec(
    first.headers.get("link") ?? "",
  );
  expect(names(await api.call("GET", next?.[1] ?? ""))).toEqual(["organization:3"]);
});

test("what waits now is told, with what was given up", async () => {
  await add("organization:1", 0);
  await add("organization:1", 0);
  await setAside();
  await add("organization:2", Date.now() - 5_000);
  const { body } = await api.call("GET", STATS);
  expect(body).toMatchObject({ waiting: 1, lanes: 1, setAside: 2, samples: [] });
  expect(body.oldestAge).toBeGreaterThanOrEqual(5_000);
  expect(body.oldestAge).toBeLessThan(60_000);
});

test("what waited is sampled for each organization, and kept for a day", async () => {
  const old = { organizationId: api.organizationId, takenAt: Date.now() - 25 * 3_600_000 };
  await api.db
    .insertInto("jobSamples")
    .values({ ...old, waiting: 9, lanes: 9, oldestAge: 9, setAside: 9 })
    .execute();
  await add("organization:1", 0);
  await api.db.transaction().execute(sampleBacklogs);
  const { samples } = (await api.call("GET", STATS)).body;
  expect(samples).toMatchObject([{ waiting: 1, lanes: 1, setAside: 0 }]);
  const kept = await api.db.selectFrom("jobSamples").select("organizationId").execute();
  expect(kept).toHaveLength(2);
  const other = await theirs.call("GET", `/api/0/organizations/${theirs.slug}/jobs/stats/`);
  expect(other.body).toMatchObject({ waiting: 0, oldestAge: null, samples: [{ waiting: 0 }] });
});

test("another organization's lanes and jobs are nobody else's", async () => {
  await add("organization:1", 0);
  const { id } = await api.db.selectFrom("jobs").select("id").executeTakeFirstOrThrow();
  const path = `/api/0/organizations/${theirs.slug}`;
  expect((await theirs.call("GET", `${path}/lanes/`)).body).toEqual([]);
  expect((await theirs.call("GET", `${path}/jobs/${id}/`)).status).toBe(404);
  expect((await theirs.call("GET", `${path}/jobs/none/`)).status).toBe(404);
  expect((await theirs.call("GET", LANES)).status).toBe(404);
  expect((await theirs.call("GET", STATS)).status).toBe(404);
  expect((await api.call("GET", `/api/0/organizations/acme/jobs/${id}/`)).body).toMatchObject({
    id: String(id),
    attemptHistory: [],
  });
});
