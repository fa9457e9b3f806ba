import { afterEach, beforeEach, expect, test } from "vitest";
import { type Polling, startPolling } from "../../../test/polling.ts";
import { RELEASES, releasesOf } from "../../../test/releases-of.ts";
import { standBefore } from "../../../test/stand-before.ts";
import { saveCompletionRules } from "./completion-rule-store.ts";

/** Releases that nothing but a deploy tells the commit of. */
let polling: Polling;

beforeEach(async () => {
  polling = await startPolling();
});
afterEach(() => polling.close());

const theirs = releasesOf(() => polling.theirs);

const deploy = (version: string, name: string) =>
  polling.theirs.call("POST", `${RELEASES}${version}/deploys/`, { environment: "prod", name });

test("a deploy that names the commit tells it", async () => {
  await polling.addTag("nightly-7");
  await theirs.create("build.9981");
  await polling.poll();
  expect(await polling.relayed()).toMatchObject([["build.9981", "waiting", expect.any(String)]]);
  await deploy("build.9981", "nightly-7");
  await polling.poll();
  expect(await polling.relayed()).toEqual([["build.9981", "pending", null]]);
});

test("so does one of which the tag is pushed later, without being asked for again", async () => {
  await theirs.create("build.9981");
  await deploy("build.9981", "nightly-7");
  let asked = 0;
  await standBefore(polling, ({ url = "" }) => {
    if (/deploys/.test(url)) asked += 1;
    return false;
  });
  await polling.poll();
  await polling.pollOnce();
  expect(await polling.relayed()).toMatchObject([["build.9981", "waiting", expect.any(String)]]);
  await polling.addTag("nightly-7");
  await polling.pollOnce();
  expect(await polling.relayed()).toEqual([["build.9981", "pending", null]]);
  expect(asked).toBe(1);
});

test("and one that could not be read at first, or did not count", async () => {
  const { db } = polling.ours;
  await polling.addTag("nightly-7");
  await theirs.create("build.9981");
  await deploy("build.9981", "nightly-7");
  await saveCompletionRules(db, polling.projectId, { by: ["tag"] });
  await polling.poll();
  await saveCompletionRules(db, polling.projectId, { by: ["tag", "deploy"] });
  let isRefused = true;
  await standBefore(polling, ({ url = "" }, response) => {
    if (!isRefused || !/deploys/.test(url)) return false;
    response.writeHead(403, { "content-type": "application/json" }).end('{"detail":"No."}');
    return true;
  });
  await polling.pollOnce();
  expect(await polling.relayed()).toMatchObject([["build.9981", "waiting", expect.any(String)]]);
  isRefused = false;
  await polling.pollOnce();
  expect(await polling.relayed()).toEqual([["build.9981", "pending", null]]);
});

/** Something before the upstream answers who asks for deploys. */
const refuseDeploys = (status: number) =>
  standBefore(polling, ({ url = "" }, response) => {
    if (!/deploys/.test(url)) return false;
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ detail: "No." }));
    return true;
  });

test.each([403, 404])("deploys that are refused with %i are no obstacle", async (status) => {
  await polling.addTag("v1.0.0");
  await theirs.create("build.7");
  await theirs.create("shop@1.0.0");
  await deploy("build.7", "nightly");
  await refuseDeploys(status);
  await polling.poll();
  expect(await polling.relayed()).toEqual([
    ["shop@1.0.0", "pending", null],
    ["build.7", "waiting", expect.stringMatching(/^No linked.* Its deploys cannot be read: /)],
  ]);
});

test("an upstream that fails ends the look, and says nothing of the release", async () => {
  await theirs.create("build.7");
  await deploy("build.7", "nightly");
  await refuseDeploys(503);
  await polling.poll();
  expect(await polling.relayed()).toEqual([
    ["build.7", "waiting", expect.stringContaining("build")],
  ]);
});
