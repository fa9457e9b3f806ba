import { describe, expect, test } from "vitest";
import { startOAuthServer, temporaryFolder } from "./oauth-server.ts";

const WHOAMI = "/rest/whoami";
const YEAR = 365 * 24 * 3600;

describe("version 1.0a, with a callback", () => {
  test("the way from application link to a signed call", async () => {
    const server = await startOAuthServer();
    await server.link();
    const request = await server.requestToken({ oauth_callback: "http://shop.test/back?a=1" });
    expect(Object.keys(request)).toEqual([
      "oauth_token",
      "oauth_token_secret",
      "oauth_callback_confirmed",
    ]);

    const token = request.oauth_token;
    const { location, verifier } = await server.control("approve", { token, username: "jane" });
    expect(verifier).toMatch(/^[A-Za-z0-9]{6}$/);
    expect(location).toBe(
      `http://shop.test/back?a=1&oauth_token=${token}&oauth_verifier=${String(verifier)}`,
    );

    const access = await server.accessToken(token, { oauth_verifier: String(verifier) });
    expect(access.status).toBe(200);
    expect(access.headers.get("content-type")).toMatch(/^text\/plain\b/);
    expect(access.form).toEqual({
      oauth_token: expect.stringMatching(/^[0-9a-f]{32}$/),
      oauth_token_secret: expect.stringMatching(/^[\w-]{80}$/),
      oauth_expires_in: "157680000",
      oauth_session_handle: expect.stringMatching(/^[\w-]{80}$/),
      oauth_authorization_expires_in: "160272000",
    });

    const call = await server.signed("GET", WHOAMI, { token: access.form.oauth_token });
    expect(JSON.parse(call.text)).toEqual({ kind: "user", username: "jane" });
  });

  test("the verifier is required and must be the right one", async () => {
    const server = await startOAuthServer();
    await server.link();
    const { oauth_token: token } = await server.requestToken({ oauth_callback: "oob" });
    await server.control("approve", { token, username: "jane" });
    expect((await server.accessToken(token)).form).toEqual({
      oauth_problem: "parameter_absent",
      oauth_parameters_absent: "oauth_verifier",
    });
    const wrong = await server.accessToken(token, { oauth_verifier: String(token) });
    expect(wrong.form).toEqual({ oauth_problem: "token_rejected" });
  });

  test("a denial goes back with the verifier 'denied'", async () => {
    const server = await startOAuthServer();
    await server.link();
    const { oauth_token: token } = await server.requestToken({
      oauth_callback: "http://shop.test/",
    });
    const { location } = await server.control("deny", { token, username: "jane" });
    expect(location).toBe(`http://shop.test/?oauth_token=${token}&oauth_verifier=denied`);
  });

  test("without a callback of its own the token goes to the consumer's", async () => {
    const server = await startOAuthServer();
    await server.link({ callbackUrl: "http://shop.test/link" });
    const { oauth_token: token } = await server.requestToken({ oauth_callback: "oob" });
    const { location } = await server.control("approve", { token, username: "jane" });
    expect(location).toMatch(/^http:\/\/shop\.test\/link\?oauth_token=.*&oauth_verifier=/);
  });
});

describe("version 1.0, without a callback: Sentry's flow", () => {
  test("nothing is confirmed, no verifier comes back, and any verifier will do", async () => {
    const server = await startOAuthServer();
    await server.link({ callbackUrl: "http://shop.test/setup/" });
    const request = await server.requestToken();
    expect(Object.keys(request)).toEqual(["oauth_token", "oauth_token_secret"]);

    const token = request.oauth_token ?? "";
    const outcome = await server.control("approve", { token, username: "jane" });
    expect(outcome).toEqual({
      location: `http://shop.test/setup/?oauth_token=${token}`,
      verifier: null,
    });
    const access = await server.accessToken(token, { oauth_verifier: token });
    expect(access.form).toHaveProperty("oauth_expires_in", "157680000");
  });

  test("the callback of the authorize request comes before the consumer's", async () => {
    const server = await startOAuthServer();
    await server.link({ callbackUrl: "http://shop.test/link" });
    const { oauth_token: token } = await server.requestToken();
    const callback = "http://shop.test/late";
    const { location } = await server.control("deny", { token, username: "jane", callback });
    expect(location).toBe(`http://shop.test/late?oauth_token=${token}`);
  });

  test("with no callback anywhere there is nowhere to go", async () => {
    const server = await startOAuthServer();
    await server.link();
    const { oauth_token: token } = await server.requestToken();
    expect(await server.control("approve", { token, username: "jane" })).toEqual({
      location: null,
      verifier: null,
    });
  });
});

describe("renewal", () => {
  test("the session handle gives a new token and ends the old one", async () => {
    const server = await startOAuthServer();
    await server.link();
    const old = await server.connect();
    const handle = { oauth_session_handle: old.oauth_session_handle ?? "" };
    const renewed = (await server.accessToken(old.oauth_token, handle)).form;
    expect(renewed.oauth_token).not.toBe(old.oauth_token);
    expect(renewed.oauth_session_handle).toBe(old.oauth_session_handle);

    const withNew = await server.signed("GET", WHOAMI, { token: renewed.oauth_token });
    expect(JSON.parse(withNew.text)).toEqual({ kind: "user", username: "jane" });
    const withOld = await server.signed("GET", WHOAMI, { token: old.oauth_token });
    expect(withOld.form).toEqual({ oauth_problem: "token_rejected" });
  });

  test("an expired token can be renewed until the session ends, which renewing does not prolong", async () => {
    const server = await startOAuthServer();
    await server.link();
    const first = await server.connect();
    const handle = { oauth_session_handle: first.oauth_session_handle ?? "" };
    const at = async (seconds: number) => {
      await server.control("clock", { offsetSeconds: seconds });
      return { oauth_timestamp: String(Math.floor(Date.now() / 1000) + seconds) };
    };

    const justExpired = await at(5 * YEAR + 60);
    const call = await server.signed("GET", WHOAMI, {
      token: first.oauth_token,
      oauth: justExpired,
    });
    expect(call.form).toEqual({ oauth_problem: "token_expired" });
    const renewed = await server.accessToken(first.oauth_token, { ...handle, ...justExpired });
    expect(renewed.status).toBe(200);

    const sessionOver = await at(5 * YEAR + 31 * 24 * 3600);
    const late = await server.accessToken(renewed.form.oauth_token, { ...handle, ...sessionOver });
    expect(late.form).toEqual({ oauth_problem: "permission_denied" });
  });

  test("a wrong handle is rejected, a missing one is named", async () => {
    const server = await startOAuthServer();
    await server.link();
    const { oauth_token: token } = await server.connect();
    const wrong = await server.accessToken(token, { oauth_session_handle: "x" });
    expect(wrong.form).toEqual({ oauth_problem: "token_rejected" });
    expect((await server.accessToken(token)).form).toMatchObject({
      oauth_problem: "parameter_absent",
    });
  });
});

test("consumers and tokens survive a restart", async () => {
  const folder = await temporaryFolder();
  const before = await startOAuthServer(folder);
  await before.link();
  const { oauth_token: token } = await before.connect();
  const after = await startOAuthServer(folder);
  const call = await after.signed("GET", WHOAMI, { token });
  expect(JSON.parse(call.text)).toEqual({ kind: "user", username: "jane" });
});
