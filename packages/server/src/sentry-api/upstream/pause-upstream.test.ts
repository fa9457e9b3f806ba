import { afterEach, beforeEach, expect, test } from "vitest";
import { relayedRelease } from "../../../test/relayed-release.ts";
import { type Relaying, startRelaying } from "../../../test/relaying.ts";
import { releasesOf } from "../../../test/releases-of.ts";
import { sentCommits } from "../../../test/sent-commits.ts";

const UPSTREAM = "/api/0/organizations/acme/upstream/";

let relaying: Relaying;

beforeEach(async () => {
  relaying = await startRelaying();
});
afterEach(() => relaying.close());

const ours = releasesOf(() => relaying.ours);
const call = async (method: string, path = "", body?: unknown) =>
  (await relaying.ours.call(method, UPSTREAM + path, body)).body;

const HELD = {
  status: "disabled",
  statusReason: expect.stringMatching(/ paused it\. What is to be sent waits/),
  isPaused: true,
};

test("what is to be sent to an upstream that a person has paused waits until they resume", async () => {
  expect(await call("POST", "pause/")).toMatchObject(HELD);
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  expect(await relayedRelease(relaying.ours, "1.0.0")).toMatchObject({ state: "pending" });
  expect(await call("POST", "resume/")).toMatchObject({ status: "active", isPaused: false });
  await relaying.work();
  expect(await relayedRelease(relaying.ours, "1.0.0")).toMatchObject({ state: "sent" });
});

test("neither its answer nor a new token ends that", async () => {
  await call("POST", "pause/");
  expect(await call("POST", "check/")).toMatchObject(HELD);
  const { url, token } = relaying.theirs;
  expect(await call("POST", "", { url, organization: "acme", token })).toMatchObject(HELD);
  expect(await call("GET")).toMatchObject(HELD);
});

test("who did it is in the audit log", async () => {
  await call("POST", "pause/");
  await call("POST", "resume/");
  const rows = await relaying.ours.db
    .selectFrom("auditLog")
    .select("event")
    .orderBy("id")
    .execute();
  expect(rows.map(({ event }) => event).slice(-2)).toEqual(["upstream.pause", "upstream.resume"]);
});
