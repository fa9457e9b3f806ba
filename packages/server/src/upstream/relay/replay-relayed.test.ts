import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "../../../test/enqueue.ts";
import { relayedRelease } from "../../../test/relayed-release.ts";
import { type Relaying, startRelaying } from "../../../test/relaying.ts";
import { releasesOf } from "../../../test/releases-of.ts";
import { addRepository } from "../../../test/start-api.ts";
import { failReleaseFetch } from "../../releases/release-fetch-fate.ts";
import { enqueuePoll } from "../completion/enqueue-poll.ts";

/** Releases whose commits Bitbucket would not give: they have none to send. */
let relaying: Relaying;
let repositoryId: number;
const REPLAY = "/api/0/organizations/acme/upstream/releases/1.0.0/replay/";
const SHA = "a".repeat(40);

beforeEach(async () => {
  relaying = await startRelaying();
  repositoryId = (await addRepository(relaying.ours, "SHOP/web")).id;
});
afterEach(() => relaying.close());

const ours = releasesOf(() => relaying.ours);
const theirs = releasesOf(() => relaying.theirs);
const relayed = () => relayedRelease(relaying.ours, "1.0.0");
const replay = () => relaying.ours.call("POST", REPLAY);

async function fetches() {
  const rows = await relaying.ours.db
    .selectFrom("jobs")
    .select("payload")
    .where("kind", "=", "fetch-release-commits")
    .orderBy("id")
    .execute();
  return rows.map(({ payload }) => JSON.parse(payload) as { refs: unknown });
}

/** As when the token may not read the repository. */
async function failFetch() {
  await failReleaseFetch(enqueue)(relaying.ours.db, (await fetches()).at(-1), "Not for you.");
  expect(await relayed()).toMatchObject({ state: "failed", reason: "Not for you." });
}

test("a release that was asked for is fetched again, with the same refs", async () => {
  await ours.create("1.0.0", { refs: [{ repository: "SHOP/web", commit: SHA }] });
  await failFetch();
  expect(await replay()).toMatchObject({ status: 200, body: { state: "pending", reason: null } });
  const [first, again, ...others] = await fetches();
  expect(again).toMatchObject({ refs: [{ repositoryId, until: SHA }] });
  expect(again?.refs).toEqual(first?.refs);
  expect(others).toEqual([]);
  expect((await replay()).status).toBe(409);
});

test("one that was found is looked at again", async () => {
  const { db, organizationId } = relaying.ours;
  const poll = async () => {
    await enqueuePoll(db, enqueue, organizationId);
    await relaying.work();
  };
  await theirs.create("1.0.0");
  await poll();
  const tag = { repositoryId, ref: "refs/tags/1.0.0", sha: SHA };
  await db.insertInto("repositoryRefs").values(tag).execute();
  await poll();
  await failFetch();
  expect(await replay()).toMatchObject({ status: 200, body: { state: "waiting" } });
  await relaying.work();
  expect(await relayed()).toMatchObject({ state: "pending" });
  expect(await fetches()).toHaveLength(2);
});
