import { afterEach, beforeEach, expect, test } from "vitest";
import { PUBLIC_URL, startApi, type TestApi } from "../../../test/start-api.ts";
import { storeToken } from "../../organizations/token-store.ts";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
});

afterEach(() => api.close());

test("the root says who calls and what the token may do", async () => {
  const { status, body } = await api.call("GET", "/api/0/");
  expect(status).toBe(200);
  expect(body).toMatchObject({ version: "0", user: { email: "ann@example.com" } });
  expect(body.auth.scopes).toContain("project:releases");
});

test("a caller is told who they are, and that there is one region", async () => {
  const { body } = await api.call("GET", "/api/0/users/me/");
  expect(body).toMatchObject({ id: String(api.userId), email: "ann@example.com", isActive: true });
  const regions = await api.call("GET", "/api/0/users/me/regions/");
  expect(regions.body).toEqual({ regions: [{ name: "--monolith--", url: PUBLIC_URL }] });
});

test("a caller sees the organizations they belong to", async () => {
  await api.db
    .insertInto("organizations")
    .values({ slug: "other", name: "Other", resolveOn: "release", createdAt: 0 })
    .execute();
  const { body, headers } = await api.call("GET", "/api/0/organizations/?cursor=");
  expect(body.map((organization: { slug: string }) => organization.slug)).toEqual(["acme"]);
  expect(headers.get("link")).toMatch(/rel="next"; results="false"/);
  expect((await api.call("GET", "/api/0/organizations/other/")).status).toBe(404);
});

test("an organization has what sentry-cli reads of it", async () => {
  const { body } = await api.call("GET", "/api/0/organizations/acme/");
  expect(body).toMatchObject({
    id: String(api.organizationId),
    slug: "acme",
    isEarlyAdopter: false,
    require2FA: false,
    requireEmailVerification: false,
    features: expect.any(Array),
    links: { organizationUrl: `${PUBLIC_URL}/organizations/acme` },
  });
  expect(body.dateCreated).toMatch(/^\d{4}-.*Z$/);
});

test("without a token, or with one that may not, nothing is told", async () => {
  const anonymous = await fetch(`${api.url}/api/0/organizations/acme/`);
  expect(anonymous.status).toBe(401);
  const { db, userId } = api;
  await storeToken(db, { token: "weak", userId, name: "weak", scopes: ["event:read"] });
  const weak = await fetch(`${api.url}/api/0/organizations/acme/`, {
    headers: { authorization: "Bearer weak" },
  });
  expect(weak.status).toBe(403);
  expect(await weak.json()).toEqual({ detail: expect.stringContaining("org:read") });
});
