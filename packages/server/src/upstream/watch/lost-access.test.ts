import { afterEach, beforeEach, expect, test } from "vitest";
import { type Relaying, startRelaying } from "../../../test/relaying.ts";
import { releasesOf } from "../../../test/releases-of.ts";
import { sentCommits } from "../../../test/sent-commits.ts";
import { standBefore } from "../../../test/stand-before.ts";
import { listRelayedReleases } from "../releases/relayed-release-store.ts";

/** An upstream that is there, and refuses what it let us do. */
let relaying: Relaying;

beforeEach(async () => {
  relaying = await startRelaying();
});
afterEach(() => relaying.close());

const ours = releasesOf(() => relaying.ours);
const theirs = releasesOf(() => relaying.theirs);
const UPSTREAM = "/api/0/organizations/acme/upstream/";

async function statesOf() {
  const { db, organizationId } = relaying.ours;
  const page = { from: undefined, backwards: false, limit: 10 };
  const relayed = await listRelayedReleases(db, organizationId, { page });
  return relayed.map(({ version, state }) => [version, state]);
}

const upstream = async () => (await relaying.ours.call("GET", UPSTREAM)).body;

const connect = (organization: string) =>
  relaying.ours.call("POST", UPSTREAM, {
    url: relaying.theirs.url,
    organization,
    token: relaying.theirs.token,
  });

const setScopes = (scopes: string[]) =>
  relaying.theirs.db
    .updateTable("tokens")
    .set({ scopes: JSON.stringify(scopes) })
    .execute();

test("an organization that was renamed there pauses, and goes on with its new slug", async () => {
  const { db, organizationId } = relaying.theirs;
  const renamed = db.updateTable("organizations").set({ slug: "acme-inc" });
  await renamed.where("id", "=", organizationId).execute();
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  expect(await statesOf()).toEqual([["1.0.0", "pending"]]);
  expect(await upstream()).toMatchObject({
    status: "disabled",
    statusReason: expect.stringMatching(/no organization "acme".*connect again with its new slug/),
  });
  expect((await connect("acme-inc")).status).toBe(201);
  await relaying.work();
  expect(await statesOf()).toEqual([["1.0.0", "sent"]]);
});

test("a token that lost a scope pauses, and goes on when it has it again", async () => {
  const { scopes } = await upstream();
  await setScopes(["org:read", "project:read", "event:write"]);
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  expect(await statesOf()).toEqual([["1.0.0", "pending"]]);
  const statusReason = expect.stringMatching(/lost scopes. project:releases or .*cannot be sent/);
  expect(await upstream()).toMatchObject({ status: "disabled", statusReason });
  expect((await relaying.ours.call("POST", `${UPSTREAM}check/`)).status).toBe(400);
  expect(await upstream()).toMatchObject({ status: "disabled", statusReason });
  await setScopes(scopes);
  expect((await relaying.ours.call("POST", `${UPSTREAM}check/`)).status).toBe(200);
  await relaying.work();
  expect(await statesOf()).toEqual([["1.0.0", "sent"]]);
});

test("whoever connects with a token of less scopes goes on without", async () => {
  await setScopes(["org:read", "project:read", "event:write"]);
  expect((await connect("acme")).status).toBe(201);
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  expect(await statesOf()).toEqual([["1.0.0", "failed"]]);
  expect(await upstream()).toMatchObject({ status: "active" });
});

test("what is refused alone is of that release alone", async () => {
  await standBefore(relaying, ({ method, url = "" }, response) => {
    if (method !== "PUT" || !url.includes("1.0.0")) return false;
    response.writeHead(403, { "content-type": "application/json" });
    response.end(JSON.stringify({ detail: "Not for you." }));
    return true;
  });
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await ours.create("1.1.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  expect(await statesOf()).toEqual([
    ["1.1.0", "sent"],
    ["1.0.0", "failed"],
  ]);
  expect((await theirs.get("1.1.0")).body).toMatchObject({ commitCount: 2 });
});

test("a limit that was told holds for checks, too", async () => {
  let asked = 0;
  await standBefore(relaying, (_request, response) => {
    asked += 1;
    response.writeHead(429, { "retry-after": "300", "content-type": "application/json" });
    response.end("{}");
    return true;
  });
  for (let n = 0; n < 5; n++) {
    expect((await relaying.ours.call("POST", `${UPSTREAM}check/`)).status).toBe(503);
  }
  expect(asked).toBe(1);
});
