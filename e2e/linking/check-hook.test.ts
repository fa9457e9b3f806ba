import { describe, expect, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { queryDatabase } from "../world/service-database.ts";
import type { Service } from "../world/start-service.ts";
import { startTestService } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { connect, type Linking } from "./linking.ts";
import { useLinking } from "./use-linking.ts";

let world: World;
let linking: Linking;

useLinking((begun) => {
  ({ world, linking } = begun);
});

describe("checking the webhook", () => {
  const hooksPath = "/rest/api/1.0/projects/SHOP/repos/web/webhooks";
  const check = async () => (await linking.checkHook()).json["hook"];
  const [state, repaired] = ["alive", "The webhook was repaired: it "];
  /** Changes it in Bitbucket, by hand. */
  const change = async (changes: object) => {
    const [hook] = await linking.hooks();
    await linking.bitbucket.call("PUT", `${hooksPath}/${hook?.id}`, { ...hook, ...changes });
  };
  /** Its secret is the one that we know: what it sends is believed. */
  const expectToWork = async () => {
    expect(await linking.hooks()).toMatchObject([
      {
        url: expect.stringContaining(`${world.serviceUrl}/extensions/`),
        active: true,
        events: ["repo:refs_changed", "repo:modified", "pr:merged"],
      },
    ]);
    await linking.change("update repositories set hook_state = 'pending', hook_detail = null");
    expect(await check()).toMatchObject({ state: "alive", detail: null });
  };

  test("makes one that was deleted in Bitbucket again", async () => {
    await linking.link();
    const [hook] = await linking.hooks();
    await linking.bitbucket.call("DELETE", `${hooksPath}/${hook?.id}`);
    expect(await check()).toMatchObject({ state, detail: `${repaired}was missing.` });
    await expectToWork();
    expect(world.log()).toContain("webhook repaired");
  });

  test.each([
    [{ active: false }, "was switched off."],
    [{ url: "http://127.0.0.1:1/old" }, "called http://127.0.0.1:1."],
    [{ events: ["repo:refs_changed"] }, "did not send repo:modified, pr:merged."],
    [
      { url: "http://u:p@127.0.0.1:1/old", active: false },
      "was switched off, and called http://127.0.0.1:1.",
    ],
  ])("puts one right that somebody has changed to %j", async (changes, problem) => {
    await linking.link();
    await change(changes);
    expect(await check()).toMatchObject({ state, detail: repaired + problem });
    await expectToWork();
  });

  test("that cannot be repaired says so, instead of alive, and what to do", async () => {
    await linking.link();
    await change({ active: false });
    await linking.fault({ kind: "status", status: 409, method: "PUT", pathPattern: "/webhooks/" });
    expect(await check()).toMatchObject({
      state: "missing",
      detail: expect.stringMatching(
        /^The webhook is not as it has to be: it was switched off\. It could not be repaired: .*fault that was asked.*\. Put that right, and check the webhook again\.$/,
      ),
    });
    await linking.endFaults();
    await check();
    await expectToWork();
  });

  test("that cannot even be looked at is no longer called alive", async () => {
    await linking.link();
    await linking.bitbucket.call("DELETE", "/rest/api/1.0/projects/SHOP/repos/web");
    expect(await check()).toMatchObject({
      state: "pending",
      detail: expect.stringMatching(/^The webhook could not be looked at: /),
    });
  });

  test("leaves everything as it is while Bitbucket does not answer", async () => {
    await linking.link();
    const before = (await linking.repository()).json["hook"];
    await linking.fault({ kind: "status", status: 500, pathPattern: "/webhooks" });
    expect((await linking.checkHook()).status).toBe(503);
    expect((await linking.repository()).json["hook"]).toEqual(before);
  });
});

describe("after PUBLIC_URL has been mended", () => {
  const PUBLIC_URL = "http://127.0.0.1:1";
  const moved = async () => {
    const lost = await connect(await startTestService({ PUBLIC_URL }), linking.bitbucket);
    await lost.link();
    return lost;
  };
  const restart = async ({ service }: Linking, environment = {}) => {
    await service.app.close();
    return startTestService(environment, service);
  };
  const hookOf = async (one: Linking) =>
    (await one.repository()).json["hook"] as { state: string; detail: string };
  const repairs = (service: Service) =>
    queryDatabase(service, "select kind from jobs where kind = 'repair-hook'");

  test("a start brings the webhooks up to date by itself", async () => {
    const lost = await moved();
    const mended = lost.at(await restart(lost));
    await eventually("alive", async () => (await hookOf(mended)).state === "alive");
    await eventually("told", async () => (await hookOf(mended)).detail !== null);
    expect(await hookOf(mended)).toMatchObject({
      detail: "The webhook was repaired: it called http://127.0.0.1:1.",
    });
    expect(await linking.hooks()).toMatchObject([
      { url: expect.stringContaining(mended.service.serviceUrl) },
    ]);
    expect(await repairs(mended.service)).toHaveLength(1);
  });

  test("a start that cannot repair one says so, and the next does not ask twice", async () => {
    const lost = await moved();
    await linking.fault({ kind: "status", status: 409, method: "PUT", pathPattern: "/webhooks/" });
    const elsewhere = { PUBLIC_URL: "http://127.0.0.1:2" };
    const told = lost.at(await restart(lost, elsewhere));
    await eventually("missing", async () => (await hookOf(told)).state === "missing");
    expect(await repairs(await restart(told, elsewhere))).toHaveLength(1);
  });
});
