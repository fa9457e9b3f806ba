import { describe, expect, test } from "vitest";
import { addRepository } from "../world/add-repository.ts";
import { createAccessToken } from "../world/connect.ts";
import { refuseInserts } from "../world/refuse-inserts.ts";
import type { Linking } from "./linking.ts";
import { useLinking } from "./use-linking.ts";

let linking: Linking;

useLinking((begun) => {
  ({ linking } = begun);
});

describe("a link that fails leaves neither row nor webhook", () => {
  const nothingStays = async () => {
    expect((await linking.acme.send("GET", "/repos/")).json).toEqual([]);
    await linking.endFaults();
    expect(await linking.hooks()).toEqual([]);
  };
  const hooks = "/webhooks(\\?|$)";

  test.each([
    ["Bitbucket refuses the webhook", { kind: "status", status: 409, method: "POST" }, 400],
    ["Bitbucket breaks at the webhook", { kind: "status", status: 500, method: "POST" }, 503],
    ["the connection breaks at the webhook", { kind: "reset", method: "POST" }, 503],
  ])("when %s", async (_, settings, status) => {
    await linking.fault({ ...settings, pathPattern: hooks });
    const failed = await linking.link();
    expect(failed.status).toBe(status);
    expect(failed.json).toMatchObject({
      error_type: status === 400 ? "validation" : "service unavailable",
      errors: { __all__: failed.json["detail"] },
    });
    await nothingStays();
  });

  /** The first commits of a repository are fetched by a job that is stored with the link. */
  const refuseJobs = () => refuseInserts(linking.service, "jobs");

  test("when storing it fails, with the webhook made already", async () => {
    await refuseJobs();
    expect(await linking.link()).toMatchObject({ status: 500, json: { detail: "Internal Error" } });
    await nothingStays();
  });

  test("when storing it fails, and Bitbucket too: the sentence says what may be left", async () => {
    const allowJobs = await refuseJobs();
    await linking.fault({ kind: "status", status: 500, method: "DELETE" });
    const failed = await linking.link();
    expect(failed.json["detail"]).toMatch(
      /If SHOP\/web now has a webhook to http.*delete it there/,
    );
    expect((await linking.acme.send("GET", "/repos/")).json).toEqual([]);
    await linking.endFaults();
    await allowJobs();
    expect((await linking.link()).status).toBe(201);
    expect(await linking.hooks()).toHaveLength(1);
  });

  test.each([
    ["SHOP/none", 400, /Bitbucket has no repository SHOP\/none, or hides it/],
    ["SHOP", 400, /"SHOP" names no repository\. Write KEY\/slug/],
    ["SHOP/a/b", 400, /names no repository/],
  ])("when %s is asked for", async (identifier, status, sentence) => {
    const failed = await linking.link(identifier);
    expect(failed.status).toBe(status);
    expect(failed.json["detail"]).toMatch(sentence);
    await nothingStays();
  });

  test("when the account may read but not administer", async () => {
    await addRepository(linking.bitbucket, "SHOP", "app");
    const weaker = await createAccessToken(linking.bitbucket, "projects/SHOP/repos/app");
    const other = await linking.connect(weaker);
    expect((await linking.link("SHOP/web", other)).json["detail"]).toMatch(/token or its user/);
    await nothingStays();
  });

  test("when there is no such integration", async () => {
    expect(await linking.link("SHOP/web", "99")).toMatchObject({
      status: 404,
      json: { error_type: "not found" },
    });
    const provider = "integrations:bitbucket_server";
    const without = await linking.acme.send("POST", "/repos/", {
      provider,
      identifier: "SHOP/web",
    });
    expect(without.json["detail"]).toBe("Bitbucket Server requires an integration id.");
  });
});
