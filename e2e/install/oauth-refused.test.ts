import { expect, test } from "vitest";
import { visit } from "../world/json-client.ts";
import { changeDatabase } from "../world/service-database.ts";
import type { World } from "../world/start-world.ts";
import { type Installing, startFilledBitbucket } from "./installing.ts";
import { addConsumer, decide, keyPair, oauthConfig, requestToken } from "./oauth.ts";
import { useInstalling } from "./use-installing.ts";

let world: World;
let installing: Installing;

useInstalling((begun) => {
  ({ world, installing } = begun);
});

test("a denial ends it, and nothing is stored", async () => {
  const bitbucket = await startFilledBitbucket();
  await addConsumer(bitbucket);
  const token = await requestToken(installing, bitbucket);
  const { location } = await decide(bitbucket, token, "deny");
  const page = await visit(location);
  expect(page.status).toBe(400);
  expect(page.text).toContain("The access was denied in Bitbucket.");
  expect(await installing.stored()).toEqual({ integrations: [], identities: [], pipelines: [] });
});

test("after a denial the key pair that the service has made is there still", async () => {
  const bitbucket = await startFilledBitbucket();
  await installing.initialize();
  const made = (await installing.input({ action: "generateKeyPair" })).json["data"];
  const { consumerKey, publicKey } = made as Record<string, string>;
  await bitbucket.call("POST", "/sandbox/oauth/consumers", { consumerKey, publicKey, name: "S" });
  const config = { url: bitbucket.url, consumerKey };
  const { data } = (await installing.input(config)).json as { data: { oauthUrl: string } };
  const token = new URL(data.oauthUrl).searchParams.get("oauth_token") ?? "";
  const { location } = await decide(bitbucket, token, "deny");
  expect((await visit(location)).status).toBe(400);
  expect((await visit(location)).status).toBe(404);
  expect((await installing.step()).json).toMatchObject({ stepIndex: 0, data: made });
  expect((await installing.input(config)).json).toMatchObject({ status: "advance" });
});

test("another public key in Bitbucket than the one that was made is told as that", async () => {
  const bitbucket = await startFilledBitbucket();
  await installing.initialize();
  const made = (await installing.input({ action: "generateKeyPair" })).json["data"];
  const { consumerKey } = made as Record<string, string>;
  const { publicKey } = keyPair;
  await bitbucket.call("POST", "/sandbox/oauth/consumers", { consumerKey, publicKey, name: "S" });
  const { json } = await installing.input({ url: bitbucket.url, consumerKey });
  expect(json["data"]).toMatchObject({
    detail: expect.stringContaining("has the public key shown here"),
  });
});

test("what is not approved yet may still be", async () => {
  const bitbucket = await startFilledBitbucket();
  await addConsumer(bitbucket);
  const token = await requestToken(installing, bitbucket);
  const early = await installing.input({ oauthToken: token, oauthVerifier: "guessed" });
  expect(early.status).toBe(400);
  expect(early.json).toMatchObject({
    status: "error",
    data: { detail: expect.stringContaining("Could not fetch an access token from Bitbucket.") },
  });
  const { verifier } = await decide(bitbucket, token, "approve");
  const done = await installing.input({ oauthToken: token, oauthVerifier: verifier });
  expect(done.json).toMatchObject({ status: "complete" });
});

test("neither another's token nor a missing or wrong verifier gets through", async () => {
  const bitbucket = await startFilledBitbucket();
  await addConsumer(bitbucket);
  const token = await requestToken(installing, bitbucket);
  await decide(bitbucket, token, "approve");
  expect((await installing.input({})).json).toEqual({ oauthToken: ["This field is required."] });
  expect((await installing.input({ oauthToken: token })).json).toEqual({
    oauthVerifier: ["This field is required."],
  });
  const stranger = await installing.input({ oauthToken: "another", oauthVerifier: "x" });
  expect(stranger.json).toEqual({
    oauthToken: ["This is not the request token that Bitbucket gave us. Start again."],
  });
  expect((await installing.input({ oauthToken: token, oauthVerifier: "wrong" })).status).toBe(400);
  expect(await installing.stored()).toEqual({ integrations: [], identities: [], pipelines: [] });
});

test("a wrong key is refused with what to do, and can be corrected", async () => {
  const bitbucket = await startFilledBitbucket();
  await installing.initialize();
  const unknown = await installing.input(oauthConfig(bitbucket.url));
  expect(unknown.json).toMatchObject({
    status: "error",
    data: {
      detail: expect.stringMatching(
        /^Could not fetch a request token from Bitbucket\. .*no application link.*consumer_key_unknown/,
      ),
    },
  });
  await addConsumer(bitbucket);
  expect((await installing.input(oauthConfig(bitbucket.url))).json).toMatchObject({
    status: "advance",
  });
});

test("the configuration sent once more, while the approval is waited for, corrects it", async () => {
  const [wrong, right] = [await startFilledBitbucket(), await startFilledBitbucket()];
  await addConsumer(wrong);
  const old = await requestToken(installing, wrong);
  const refused = await installing.input(oauthConfig(right.url));
  expect(refused.json).toMatchObject({ status: "error" });
  expect((await installing.step()).json).toMatchObject({ stepIndex: 0 });
  await addConsumer(right);
  const token = new URL(
    ((await installing.input(oauthConfig(right.url))).json["data"] as { oauthUrl: string })
      .oauthUrl,
  ).searchParams.get("oauth_token");
  const late = await decide(wrong, old, "approve");
  expect((await visit(late.location)).status).toBe(404);
  const { location } = await decide(right, token ?? "", "approve");
  expect((await visit(location)).status).toBe(200);
});

test("a correction may go on with the key pair that the service has made", async () => {
  const bitbucket = await startFilledBitbucket();
  await installing.initialize();
  const made = (await installing.input({ action: "generateKeyPair" })).json["data"];
  const { consumerKey, publicKey } = made as Record<string, string>;
  await bitbucket.call("POST", "/sandbox/oauth/consumers", { consumerKey, publicKey, name: "S" });
  for (const url of [bitbucket.url, `${bitbucket.url}/dashboard`]) {
    expect((await installing.input({ url, consumerKey })).json).toMatchObject({
      status: "advance",
    });
  }
});

test("an access that may administer nothing replaces none that works", async () => {
  const bitbucket = await startFilledBitbucket();
  await addConsumer(bitbucket);
  const approve = async () => {
    const token = await requestToken(installing, bitbucket);
    return visit((await decide(bitbucket, token, "approve")).location);
  };
  expect((await approve()).status).toBe(200);
  const before = await installing.stored();
  await bitbucket.call("DELETE", "/rest/api/1.0/projects/SHOP/repos/web");
  const refused = await approve();
  expect(refused.status).toBe(400);
  expect(refused.text).toContain("may not administer any repository");
  expect(await installing.stored()).toEqual(before);
});

test("a pipeline that waited for an hour has expired", async () => {
  const bitbucket = await startFilledBitbucket();
  await addConsumer(bitbucket);
  const token = await requestToken(installing, bitbucket);
  const { location } = await decide(bitbucket, token, "approve");
  await changeDatabase(world, "update pipelines set created_at = ?", Date.now() - 3_600_001);
  expect((await installing.step()).status).toBe(404);
  const page = await visit(location);
  expect(page.status).toBe(410);
  expect(page.text).toContain("This took too long");
});
