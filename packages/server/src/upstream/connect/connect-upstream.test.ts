import { afterEach, beforeEach, expect, test } from "vitest";
import { type Relaying, startRelaying } from "../../../test/relaying.ts";

let relaying: Relaying;

beforeEach(async () => {
  relaying = await startRelaying();
});
afterEach(() => relaying.close());

const UPSTREAM = "/api/0/organizations/acme/upstream/";

function connect(organization: string) {
  const { url, token } = relaying.theirs;
  return relaying.ours.call("POST", UPSTREAM, { url, organization, token });
}

/** The upstream's organization is called so from now on. */
const rename = (slug: string) =>
  relaying.theirs.db.updateTable("organizations").set({ slug }).execute();

/** Another organization here, which has nobody. */
async function addOther(slug: string): Promise<number> {
  const { id } = await relaying.ours.db
    .insertInto("organizations")
    .values({ slug, name: slug, resolveOn: "release", createdAt: 1 })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

test("what another organization relays to is taken", async () => {
  const { db } = relaying.ours;
  const organizationId = await addOther("other");
  const first = await db.selectFrom("upstreams").selectAll().executeTakeFirstOrThrow();
  await db.deleteFrom("upstreams").execute();
  await db
    .insertInto("upstreams")
    .values({ ...first, organizationId })
    .execute();
  const { status, body } = await connect("acme");
  expect([status, body.detail]).toEqual([
    400,
    'Another organization of this service relays to an organization "acme". Disconnect it there first.',
  ]);
});

test("nobody gets the calls that name another organization of this service", async () => {
  await addOther("payments");
  await rename("payments");
  const { status, body } = await connect("payments");
  expect([status, body.detail]).toEqual([400, expect.stringContaining('is called "payments"')]);
  await rename("payroll");
  expect((await connect("payroll")).status).toBe(201);
});
