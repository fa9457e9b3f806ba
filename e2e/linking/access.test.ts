import { describe, expect, test } from "vitest";
import { addRepository } from "../world/add-repository.ts";
import { createAccessToken } from "../world/connect.ts";
import { jobsDone } from "../world/pushes-done.ts";
import { queryDatabase } from "../world/service-database.ts";
import type { World } from "../world/start-world.ts";
import type { Linking } from "./linking.ts";
import { useLinking } from "./use-linking.ts";

let world: World;
let linking: Linking;

useLinking((begun) => {
  ({ world, linking } = begun);
});

describe("choosing", () => {
  const choices = async (search?: string) => {
    const query = search === undefined ? "" : `?search=${encodeURIComponent(search)}`;
    const { json } = await linking.acme.send(
      "GET",
      `/integrations/${linking.installation}/repos/${query}`,
    );
    return (json["repos"] as { identifier: string }[]).map(({ identifier }) => identifier);
  };

  test("offers what is not linked yet, and finds by KEY/slug", async () => {
    await addRepository(linking.bitbucket, "SHOP", "app");
    await addRepository(linking.bitbucket, "BANK", "web");
    expect((await choices()).toSorted()).toEqual(["BANK/web", "SHOP/app", "SHOP/web"]);
    expect(await choices("shop/w")).toEqual(["SHOP/web"]);
    await linking.link();
    expect(await choices("shop/w")).toEqual([]);
    expect((await choices()).toSorted()).toEqual(["BANK/web", "SHOP/app"]);
  });

  test("a list that Bitbucket refuses is told in its words", async () => {
    await linking.fault({ kind: "status", status: 409, pathPattern: "/repos\\?" });
    const answer = await linking.acme.send("GET", `/integrations/${linking.installation}/repos/`);
    expect(answer.status).toBe(400);
    expect(answer.json["detail"]).toContain("A fault that was asked of the sandbox.");
  });
});

test("nothing that asks a Bitbucket that is away is the caller's mistake", async () => {
  await linking.link();
  await linking.fault({ kind: "status", status: 500, pathPattern: "/rest/api/" });
  for (const path of [
    `/integrations/${linking.installation}/repos/`,
    `/repos/${linking.id}/access/`,
  ])
    expect((await linking.acme.send("GET", path)).status).toBe(503);
});

describe("access", () => {
  const access = async () => (await linking.acme.send("GET", `/repos/${linking.id}/access/`)).json;

  test("is asked of Bitbucket, with a reason when there is none", async () => {
    await linking.link();
    expect(await access()).toEqual({ hasAccess: true, detail: null });
    await linking.bitbucket.call("DELETE", "/rest/api/1.0/projects/SHOP/repos/web");
    expect(await access()).toEqual({
      hasAccess: false,
      detail: expect.stringContaining("Bitbucket has no repository SHOP/web"),
    });
  });

  test("with revoked credentials is none, and a new identity counts at once", async () => {
    const token = await createAccessToken(linking.bitbucket, "users/admin");
    await linking.connect(token);
    await linking.link();
    await linking.bitbucket.call("DELETE", `/rest/access-tokens/1.0/users/admin/${token.id}`);
    expect(await access()).toMatchObject({ hasAccess: false });
    expect(await integration()).toMatchObject({
      status: "disabled",
      statusReason: expect.stringContaining("Bitbucket does not accept the credentials"),
    });
    await linking.connect();
    expect(await integration()).toMatchObject({ status: "active", statusReason: null });
    expect(await access()).toEqual({ hasAccess: true, detail: null });
  });

  const integration = async () =>
    (await linking.acme.send("GET", `/integrations/${linking.installation}/`)).json;

  test("that Bitbucket grants once more shows by itself", async () => {
    await linking.link();
    await linking.fault({ kind: "status", status: 401, pathPattern: "/repos/web" });
    await access();
    expect(await integration()).toMatchObject({ status: "disabled" });
    await linking.endFaults();
    await access();
    expect(await integration()).toMatchObject({ status: "active", statusReason: null });
  });

  test("to one repository, refused, says nothing of the integration", async () => {
    const token = await createAccessToken(linking.bitbucket, "projects/SHOP/repos/web");
    const other = await linking.connect(token);
    await addRepository(linking.bitbucket, "SHOP", "app");
    expect((await linking.link("SHOP/app", other)).status).toBe(400);
    expect((await linking.acme.send("GET", `/integrations/${other}/`)).json).toMatchObject({
      status: "active",
    });
  });

  test("given anew wakes the jobs that wait for it", async () => {
    const token = await createAccessToken(linking.bitbucket);
    await linking.connect(token);
    await linking.link();
    const lane = `repository:${linking.id}`;
    await jobsDone(world, linking.id);
    await linking.bitbucket.call("DELETE", `/rest/access-tokens/1.0/users/admin/${token.id}`);
    const later = Date.now() + 3_600_000;
    await linking.change("update jobs set state = 'waiting', run_at = ?", later);
    await linking.change("update lanes set next_run_at = ? where name = ?", later, lane);
    await linking.connect();
    await jobsDone(world, linking.id);
    const runAt = "select run_at from jobs where lane = ?";
    const [job] = await queryDatabase<{ run_at: number }>(world, runAt, lane);
    expect(job?.run_at).toBeLessThan(later);
  });
});
