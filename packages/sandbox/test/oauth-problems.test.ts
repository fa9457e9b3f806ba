import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { privateKey, startOAuthServer, type OAuthServer } from "./oauth-server.ts";
import { signRequest } from "./oauth-signer.ts";

const REQUEST_TOKEN = "/plugins/servlet/oauth/request-token";
const WHOAMI = "/rest/whoami";

async function linkedServer(extra: object = {}): Promise<OAuthServer> {
  const server = await startOAuthServer();
  await server.link(extra);
  return server;
}

describe("how a problem is reported", () => {
  test("the header and the form in the body say the same", async () => {
    const server = await linkedServer();
    const answer = await server.signed("POST", REQUEST_TOKEN, { consumerKey: "who?" });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("content-type")).toBe(
      "application/x-www-form-urlencoded;charset=UTF-8",
    );
    expect(answer.headers.get("www-authenticate")).toBe(
      `OAuth realm="${encodeURIComponent(server.baseUrl)}", oauth_problem="consumer_key_unknown"`,
    );
    expect(answer.text).toBe("oauth_problem=consumer_key_unknown");
  });

  test("an invalid signature comes with the text that should have been signed", async () => {
    const server = await linkedServer();
    const signedUrl = `https://proxy.test${REQUEST_TOKEN}`;
    const answer = await server.signed("POST", REQUEST_TOKEN, {}, { signedUrl });
    expect(answer.status).toBe(401);
    expect(answer.form.oauth_problem).toBe("signature_invalid");
    expect(answer.form.oauth_signature_base_string).toContain(
      `POST&${encodeURIComponent(server.baseUrl + REQUEST_TOKEN)}&`,
    );
  });
});

describe("request token", () => {
  test.each([
    ["a callback that is no absolute URL", { oauth_callback: "/back" }, 400, "parameter_rejected"],
    ["a callback that runs code", { oauth_callback: "javascript:x" }, 400, "parameter_rejected"],
    ["an old timestamp", { oauth_timestamp: "1" }, 400, "timestamp_refused"],
    ["a timestamp that is no number", { oauth_timestamp: "now" }, 400, "parameter_rejected"],
    ["another version", { oauth_version: "1.1" }, 400, "version_rejected"],
    ["another method", { oauth_signature_method: "PLAINTEXT" }, 400, "signature_method_rejected"],
    ["a forged signature", { oauth_signature: "AAAA" }, 401, "signature_invalid"],
  ])("%s", async (_sentence, oauth, status, problem) => {
    const server = await linkedServer();
    const answer = await server.signed("POST", REQUEST_TOKEN, { oauth });
    expect([answer.status, answer.form.oauth_problem]).toEqual([status, problem]);
  });

  test("a key that is not the consumer's", async () => {
    const server = await linkedServer();
    const other = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const signing = { privateKey: other.privateKey };
    const answer = await server.signed("POST", REQUEST_TOKEN, signing);
    expect(answer.form.oauth_problem).toBe("signature_invalid");
  });

  test("an unsigned request is told what it lacks", async () => {
    const server = await linkedServer();
    const answer = await server.send("POST", REQUEST_TOKEN);
    expect(answer.status).toBe(400);
    expect(answer.form.oauth_parameters_absent).toContain("oauth_consumer_key&");
  });

  test("a consumer that may not ask users is denied", async () => {
    const server = await linkedServer({ threeLegged: false });
    const answer = await server.signed("POST", REQUEST_TOKEN);
    expect([answer.status, answer.form.oauth_problem]).toEqual([401, "permission_denied"]);
  });

  test("the same request sent again is refused", async () => {
    const server = await linkedServer();
    const oauth = { oauth_nonce: "once", oauth_timestamp: String(Math.floor(Date.now() / 1000)) };
    expect((await server.signed("POST", REQUEST_TOKEN, { oauth })).status).toBe(200);
    const again = await server.signed("POST", REQUEST_TOKEN, { oauth });
    expect([again.status, again.form.oauth_problem]).toEqual([401, "nonce_used"]);
  });

  test("a form in the body takes part in the signature", async () => {
    const server = await linkedServer();
    const form = "oauth_callback=http%3A%2F%2Fshop.test%2Fa+b&x=%2B";
    const answer = await server.signed("POST", REQUEST_TOKEN, {}, { form });
    expect(answer.form.oauth_callback_confirmed).toBe("true");
  });
});

describe("access token", () => {
  test("an unknown token is rejected, and so is one that was exchanged", async () => {
    const server = await linkedServer();
    expect((await server.accessToken("nope")).form).toEqual({ oauth_problem: "token_rejected" });
    const { oauth_token: token } = await server.requestToken();
    await server.control("approve", { token, username: "jane" });
    expect((await server.accessToken(token)).status).toBe(200);
    expect((await server.accessToken(token)).form).toEqual({ oauth_problem: "token_rejected" });
  });

  test("before a decision nobody knows, after a denial it is denied", async () => {
    const server = await linkedServer();
    const { oauth_token: token } = await server.requestToken();
    expect((await server.accessToken(token)).form).toEqual({ oauth_problem: "permission_unknown" });
    await server.control("deny", { token, username: "jane" });
    expect((await server.accessToken(token)).form).toEqual({ oauth_problem: "permission_denied" });
  });

  test("a request token lives for ten minutes", async () => {
    const server = await linkedServer();
    const { oauth_token: token } = await server.requestToken();
    await server.control("clock", { offsetSeconds: 601 });
    expect((await server.accessToken(token)).form).toEqual({ oauth_problem: "token_expired" });
  });

  test("another consumer cannot use the token", async () => {
    const server = await linkedServer();
    const { oauth_token: token } = await server.requestToken();
    await server.link({ consumerKey: "other", name: "Other" });
    await server.control("approve", { token, username: "jane" });
    const answer = await server.signed("POST", "/plugins/servlet/oauth/access-token", {
      token,
      consumerKey: "other",
    });
    expect(answer.form).toEqual({ oauth_problem: "token_rejected" });
  });
});

describe("signed calls", () => {
  test("query parameters take part, in whatever form they are encoded", async () => {
    const server = await linkedServer();
    const { oauth_token: token } = await server.connect();
    const path = `${WHOAMI}?limit=25&at=refs%2Fheads%2Fa%20b&name=a+b&empty=&x=%C3%A9&x=*`;
    expect((await server.signed("GET", path, { token })).status).toBe(200);
    const signedUrl = `${server.baseUrl}${WHOAMI}?limit=26`;
    const changed = await server.signed("GET", path, { token }, { signedUrl });
    expect(changed.form.oauth_problem).toBe("signature_invalid");
  });

  test("the signed address must have the context path", async () => {
    const server = await linkedServer();
    const { oauth_token: token } = await server.connect();
    const signedUrl = new URL(server.baseUrl).origin + WHOAMI;
    const answer = await server.signed("GET", WHOAMI, { token }, { signedUrl });
    expect(answer.form.oauth_problem).toBe("signature_invalid");
  });

  test("a JSON body is not signed", async () => {
    const server = await linkedServer();
    const { oauth_token: token } = await server.connect();
    const signing = { consumerKey: "shop", privateKey, token };
    const answer = await server.send("POST", WHOAMI, {
      headers: {
        authorization: signRequest("POST", server.baseUrl + WHOAMI, signing),
        "content-type": "application/json",
      },
      body: '{"a":1}',
    });
    expect(JSON.parse(answer.text)).toEqual({ kind: "user", username: "jane" });
  });

  test.each([
    ["an unknown token", "nope"],
    ["a request token", undefined],
  ])("%s is rejected", async (_sentence, given) => {
    const server = await linkedServer();
    const token = given ?? (await server.requestToken()).oauth_token;
    const answer = await server.signed("GET", WHOAMI, { token });
    expect([answer.status, answer.form.oauth_problem]).toEqual([401, "token_rejected"]);
  });

  test("a revoked token is rejected, and the consumer can be revoked as a whole", async () => {
    const server = await linkedServer();
    const [first, second] = [await server.connect(), await server.connect("joe")];
    expect(await server.control("revoke", { token: first.oauth_token })).toEqual({ revoked: 1 });
    expect(await server.control("revoke", { consumerKey: "shop" })).toEqual({ revoked: 1 });
    for (const { oauth_token: token } of [first, second])
      expect((await server.signed("GET", WHOAMI, { token })).form).toEqual({
        oauth_problem: "token_rejected",
      });
  });

  test("after the link is deleted the consumer is unknown", async () => {
    const server = await linkedServer();
    const { oauth_token: token } = await server.connect();
    expect((await server.send("DELETE", "/sandbox/oauth/consumers/shop")).status).toBe(204);
    const answer = await server.signed("GET", WHOAMI, { token });
    expect(answer.form).toEqual({ oauth_problem: "consumer_key_unknown" });
  });

  test("a header without a token names it", async () => {
    const server = await linkedServer();
    const answer = await server.signed("GET", WHOAMI);
    expect(answer.form).toEqual({
      oauth_problem: "parameter_absent",
      oauth_parameters_absent: "oauth_token",
    });
  });

  test("a header that is not percent-encoded is refused", async () => {
    const server = await linkedServer();
    const headers = { authorization: 'OAuth oauth_token="%E9"' };
    const answer = await server.send("GET", WHOAMI, { headers });
    expect([answer.status, answer.form.oauth_problem]).toEqual([400, "parameter_rejected"]);
  });

  test("a call without the scheme OAuth is nobody's", async () => {
    const server = await linkedServer();
    expect(JSON.parse((await server.send("GET", WHOAMI)).text)).toEqual({ kind: "none" });
  });

  test("a 401 of another cause names the scheme to a signing caller only", async () => {
    const server = await linkedServer();
    const signed = await server.signed("GET", "/rest/forbidden", { token: "any" });
    expect(signed.headers.get("www-authenticate")).toBe(
      `OAuth realm="${encodeURIComponent(server.baseUrl)}"`,
    );
    const unsigned = await server.send("GET", "/rest/forbidden");
    expect(unsigned.headers.has("www-authenticate")).toBe(false);
  });
});

describe("two-legged calls, with an empty token", () => {
  const asJoe = `${WHOAMI}?user_id=joe`;

  test.each([
    ["a link without them denies", {}, WHOAMI, "permission_denied"],
    ["a link with them runs as nobody", { twoLegged: true }, WHOAMI, { kind: "none" }],
    ["without impersonation no user can be named", { twoLegged: true }, asJoe, "permission_denied"],
    [
      "with impersonation the named user runs",
      { twoLegged: true, impersonation: true },
      asJoe,
      { kind: "user", username: "joe" },
    ],
  ])("%s", async (_sentence, flags, path, expected) => {
    const server = await linkedServer(flags);
    const answer = await server.signed("GET", path, { token: "" });
    const outcome = answer.status === 200 ? JSON.parse(answer.text) : answer.form.oauth_problem;
    expect(outcome).toEqual(expected);
  });

  test("the signature counts here too", async () => {
    const server = await linkedServer({ twoLegged: true });
    const answer = await server.signed("GET", WHOAMI, {
      token: "",
      oauth: { oauth_signature: "x" },
    });
    expect(answer.form.oauth_problem).toBe("signature_invalid");
  });
});
