import { expect, test } from "vitest";
import { at } from "./json.ts";
import { privateKey, publicKey } from "./oauth-server.ts";
import { signRequest } from "./oauth-signer.ts";
import { startWorld } from "./sandbox-world.ts";

const AUTHORIZE = "/plugins/servlet/oauth/authorize?oauth_token=x";

test("a consumer connects under a context path and reads REST as the user who approved", async () => {
  const world = await startWorld({ contextPath: "/bitbucket" });
  const consumer = { consumerKey: "shop", name: "Shop", publicKey };
  await world.control("POST", "/oauth/consumers", consumer);
  const signed = (method: string, path: string, token?: string, oauth = {}) => {
    const signing = { consumerKey: "shop", privateKey, token, oauth };
    const authorization = signRequest(method, world.sandbox.url + path, signing);
    return world.call(method, path, { as: "", headers: { authorization } });
  };

  const requested = await signed("POST", "/plugins/servlet/oauth/request-token", undefined, {
    oauth_callback: "oob",
  });
  const token = new URLSearchParams(requested.text).get("oauth_token") ?? "";
  const approved = await world.control("POST", "/oauth/approve", { token, username: "admin" });
  const granted = await signed("POST", "/plugins/servlet/oauth/access-token", token, {
    oauth_verifier: String(at(approved.json, "verifier")),
  });
  const access = new URLSearchParams(granted.text).get("oauth_token") ?? "";

  const listed = await signed("GET", "/rest/api/1.0/repos?limit=10&name=a%20b", access);
  expect([listed.status, listed.headers.get("x-ausername")]).toEqual([200, "admin"]);
  const refused = await signed("GET", "/rest/api/1.0/projects", "nope");
  expect([refused.status, refused.text]).toEqual([401, "oauth_problem=token_rejected"]);
});

test("only a password opens the approval page, not a token", async () => {
  const world = await startWorld();
  const body = { name: "ci", permissions: ["REPO_ADMIN"] };
  const { json } = await world.call("PUT", "/rest/access-tokens/1.0/users/admin", { body });
  const token = String(at(json, "token"));
  const headers = { authorization: `Bearer ${token}` };
  expect((await world.call("GET", AUTHORIZE, { as: "", headers })).text).toContain("Log in");
  expect((await world.call("GET", AUTHORIZE, { as: `admin:${token}` })).text).toContain("Log in");
  expect((await world.call("GET", AUTHORIZE)).text).toBe("oauth_problem=token_rejected");
});
