import { describe, expect, test } from "vitest";
import { addRepository } from "../world/add-repository.ts";
import { eventually } from "../world/eventually.ts";
import { queryDatabase } from "../world/service-database.ts";
import { startTestBitbucket } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { connect, type Linking } from "./linking.ts";
import { useLinking } from "./use-linking.ts";

let world: World;
let linking: Linking;

useLinking((begun) => {
  ({ world, linking } = begun);
});

describe("unlinking", () => {
  test("deletes the webhook and the repository", async () => {
    await linking.link();
    const deleted = await linking.unlink();
    expect(deleted).toMatchObject({ status: 202, json: { status: "pending_deletion" } });
    expect(await linking.hooks()).toEqual([]);
    expect((await linking.repository()).status).toBe(404);
  });

  test("changes nothing while Bitbucket does not answer", async () => {
    await linking.link();
    await linking.fault({ kind: "reset", method: "DELETE" });
    const failed = await linking.unlink();
    expect(failed.status).toBe(503);
    expect(failed.json["detail"]).toContain("/webhooks/");
    expect((await linking.repository()).status).toBe(200);
    await linking.endFaults();
    expect(await linking.hooks()).toHaveLength(1);
  });

  test("despite refused credentials leaves the webhook, where one says so", async () => {
    await linking.link();
    await linking.fault({ kind: "status", status: 401, pathPattern: "/rest/api/" });
    expect((await linking.unlink()).status).toBe(400);
    expect((await linking.repository()).status).toBe(200);
    const left = await linking.acme.send("DELETE", `/repos/${linking.id}/?leaveHook=1`);
    expect(left.status).toBe(202);
    expect((await linking.repository()).status).toBe(404);
    await linking.endFaults();
    expect(await linking.hooks()).toHaveLength(1);
  });

  test("finds the webhook of a link that was cut off before its number was stored", async () => {
    await linking.link();
    await linking.change("update repositories set hook_id = null");
    expect((await linking.unlink()).status).toBe(202);
    expect(await linking.hooks()).toEqual([]);
  });

  test("of a repository that Bitbucket has deleted succeeds", async () => {
    await linking.link();
    await linking.bitbucket.call("DELETE", "/rest/api/1.0/projects/SHOP/repos/web");
    expect((await linking.unlink()).status).toBe(202);
  });
});

describe("uninstalling", () => {
  test("deletes all webhooks, repositories and the identity", async () => {
    await addRepository(linking.bitbucket, "SHOP", "app");
    await linking.link();
    await linking.link("SHOP/app");
    expect(
      (await linking.acme.send("DELETE", `/integrations/${linking.installation}/`)).status,
    ).toBe(204);
    expect([...(await linking.hooks()), ...(await linking.hooks("app"))]).toEqual([]);
    expect((await linking.acme.send("GET", "/repos/")).json).toEqual([]);
    expect(await queryDatabase(world, "select * from identities")).toEqual([]);
  });

  test("without Bitbucket names the webhooks that stay", async () => {
    const { sandbox, bitbucket } = await startTestBitbucket();
    for (const name of ["web", "app"]) await addRepository(bitbucket, "SHOP", name);
    const lost = await connect(world, bitbucket);
    for (const name of ["web", "app"]) await lost.link(`SHOP/${name}`);
    await sandbox.close();
    const answer = await linking.acme.send("DELETE", `/integrations/${lost.installation}/`);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      detail: expect.stringContaining("2 of its webhooks could not be deleted"),
      remainingHooks: [{ repository: "SHOP/app" }, { repository: "SHOP/web" }],
    });
    const left = (await linking.acme.send("GET", "/integrations/")).json;
    expect(left).toMatchObject([{ id: linking.installation }]);
  });
});

test("the log says in a line what was installed, linked, refused, unlinked and removed", async () => {
  const installed = new RegExp(`"integrationId":${linking.installation},.*"integration installed"`);
  await eventually("the line of the first install", async () => installed.test(world.log()));
  const begin = world.log().length;
  await linking.connect();
  const answers = [
    await linking.link(),
    await linking.link(),
    await linking.link("SHOP/none"),
    await linking.unlink(),
    await linking.acme.send("DELETE", `/integrations/${linking.installation}/`),
  ];
  expect(answers.map(({ status, text }) => [status, text])).toEqual([
    [201, expect.any(String)],
    [400, expect.any(String)],
    [400, expect.any(String)],
    [202, expect.any(String)],
    [204, expect.any(String)],
  ]);
  await eventually("the line of the last", async () =>
    world.log().slice(begin).includes('"integration removed"'),
  );
  const lines = world.log().slice(begin).trim().split("\n");
  const told = lines.map((line) => JSON.parse(line) as { msg: string; code?: string });
  const ours = /^(integration|repository|link|install) /;
  expect(told.filter(({ msg }) => ours.test(msg)).map(({ msg }) => msg)).toEqual([
    "integration updated",
    "repository linked",
    "link refused",
    "link refused",
    "repository unlinked",
    "integration removed",
  ]);
  expect(told.filter(({ msg }) => msg === "link refused")).toMatchObject([
    { level: "warn", code: "exists" },
    {
      level: "warn",
      code: "refused",
      reason: expect.stringContaining("SHOP/none"),
      name: "SHOP/none",
    },
  ]);
});

test("who linked, unlinked and rotated a secret is in the audit log", async () => {
  await linking.connect();
  const linked = await linking.link();
  await linking.acme.send("POST", `/repos/${String(linked.json["id"])}/rotate-secret/`);
  await linking.unlink();
  const { json } = await linking.acme.send("GET", "/audit-logs/?per_page=3");
  const [name, actor] = ["SHOP/web", { name: "admin@localhost" }];
  expect(json["rows"]).toMatchObject([
    { event: "repo.unlink", targetObject: name, actor },
    { event: "repo.rotate-secret", targetObject: name, actor },
    { event: "repo.link", targetObject: name, actor },
  ]);
});
