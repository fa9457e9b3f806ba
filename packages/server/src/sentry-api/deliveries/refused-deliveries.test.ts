import { afterAll, beforeAll, expect, test } from "vitest";
import { addOtherOrganization, type OtherOrganization } from "../../../test/other-organization.ts";
import { addRepository, startApi, type TestApi } from "../../../test/start-api.ts";
import { storeToken } from "../../organizations/token-store.ts";
import type { RefusedDelivery } from "../../webhooks/refused-deliveries.ts";
import { storeRefusedDeliveries } from "../../webhooks/refused-delivery-store.ts";

const REFUSED = "/api/0/organizations/acme/refused-deliveries/";

let api: TestApi;
let theirs: OtherOrganization;
let shopId: number;

beforeAll(async () => {
  api = await startApi();
  theirs = await addOtherOrganization(api);
  shopId = (await addRepository(api, "SHOP/storefront")).id;
  const blogId = (await addRepository(api, "BLOG/pages")).id;
  await refuse({ repositoryId: shopId, at: 4_000, requestId: "r-1" }, 12);
  await refuse({ repositoryId: blogId, at: 5_000, reason: "unsigned" });
  await refuse({ at: 6_000, reason: "unlinked" });
});

afterAll(() => api.close());

/** Keeps some that are alike, as the webhooks do. */
async function refuse(given: Partial<RefusedDelivery>, count = 1): Promise<void> {
  const { id: integrationId } = await api.db
    .selectFrom("integrations")
    .select("id")
    .executeTakeFirstOrThrow();
  const last: RefusedDelivery = {
    organizationId: api.organizationId,
    integrationId,
    repositoryId: undefined,
    reason: "mismatch",
    eventKey: "repo:refs_changed",
    at: 0,
    address: "10.0.0.5",
    requestId: undefined,
    userAgent: "curl/8",
    size: 319,
    ...given,
  };
  await storeRefusedDeliveries(api.db, [{ alike: `${last.at}`, count, firstAt: 1_000, last }]);
}

const namesOf = (rows: { repository: { name: string } | null }[]) =>
  rows.map(({ repository }) => repository?.name);
const list = async (query = "") => namesOf((await api.call("GET", `${REFUSED}${query}`)).body);

test("those that came last are first, each with how many they were and where from", async () => {
  const { body } = await api.call("GET", REFUSED);
  expect(namesOf(body)).toEqual([undefined, "BLOG/pages", "SHOP/storefront"]);
  expect(body[2]).toEqual({
    id: expect.stringMatching(/^\d+$/),
    reason: "mismatch",
    event: "repo:refs_changed",
    repository: { id: String(shopId), name: "SHOP/storefront" },
    integrationId: expect.stringMatching(/^\d+$/),
    count: 12,
    firstSeen: "1970-01-01T00:00:01.000Z",
    lastSeen: "1970-01-01T00:00:04.000Z",
    ipAddress: "10.0.0.5",
    requestId: "r-1",
    userAgent: "curl/8",
    size: 319,
  });
});

test("a list is of a repository, by number or name, or of a reason", async () => {
  expect(await list(`?repository=${shopId}`)).toEqual(["SHOP/storefront"]);
  expect(await list("?query=blog/")).toEqual(["BLOG/pages"]);
  expect(await list("?reason=unlinked")).toEqual([undefined]);
  expect(await list(`?reason=unsigned&repository=${shopId}`)).toEqual([]);
  const wrong = await api.call("GET", `${REFUSED}?reason=lost`);
  expect([wrong.status, wrong.body]).toEqual([
    400,
    { reason: ["reason must be mismatch, unsigned, unlinked, malformed or too_large."] },
  ]);
});

test("pages follow one another by the Link header", async () => {
  const first = await api.call("GET", `${REFUSED}?per_page=2`);
  const next = /<[^>]*(\/api[^>]*)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
  expect(namesOf((await api.call("GET", next)).body)).toEqual(["SHOP/storefront"]);
});

test("those of another organization are nobody else's", async () => {
  const path = `/api/0/organizations/${theirs.slug}/refused-deliveries/`;
  expect((await theirs.call("GET", path)).body).toEqual([]);
  expect((await theirs.call("GET", `${path}?repository=${shopId}`)).body).toEqual([]);
  expect((await theirs.call("GET", REFUSED)).status).toBe(404);
});

test("who may not see integrations does not see them", async () => {
  const token = "sntryu_little";
  await storeToken(api.db, { token, userId: api.userId, name: "little", scopes: ["event:read"] });
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${api.url}${REFUSED}`, { headers })).status).toBe(403);
});
