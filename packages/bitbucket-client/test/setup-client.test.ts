import { createPublicKey, verify } from "node:crypto";
import { describe, expect, test } from "vitest";
import { signatureBaseString } from "../src/oauth/signature-base-string.ts";
import { BitbucketServerSetupClient } from "../src/oauth/setup-client.ts";
import { privateKey } from "./read-fixture.ts";
import { startServer, type SeenRequest } from "./start-server.ts";

const consumer = { consumerKey: "our consumer", privateKey };
const clockAndNonce = { now: () => 1_700_000_000_500, nonce: () => "nonce-1" };
const callback = "https://us.example.com/extensions/setup/?state=a b";

function setupClient(baseUrl: string) {
  return new BitbucketServerSetupClient({ baseUrl }, consumer, clockAndNonce);
}

/** The OAuth parameters of a request, after their signature was checked with the public key. */
function verifiedParameters({ headers, method, url }: SeenRequest, baseUrl: string) {
  const fields = headers.authorization?.matchAll(/(\w+)="([^"]*)"/g) ?? [];
  const parameters = Object.fromEntries(
    Array.from(fields, ([, name = "", value = ""]) => [name, decodeURIComponent(value)]),
  );
  const { oauth_signature: signature = "", ...oauthParameters } = parameters;
  const text = signatureBaseString({ method, url: new URL(url, baseUrl).href, oauthParameters });
  const key = createPublicKey(privateKey);
  expect(verify("RSA-SHA1", Buffer.from(text), key, Buffer.from(signature, "base64"))).toBe(true);
  return oauthParameters;
}

describe("request token", () => {
  test("is 1.0a when the server confirms the callback, and the request is signed", async () => {
    await using server = await startServer(() => ({
      body: "oauth_token=rt%2F1&oauth_token_secret=s%20e&oauth_callback_confirmed=true",
    }));
    const token = await setupClient(`${server.baseUrl}/context/`).getRequestToken(callback);
    expect(token).toEqual({ token: "rt/1", secret: "s e", version: "1.0a" });
    const [request] = server.requests;
    expect(request).toMatchObject({ method: "POST", body: "" });
    expect(request?.url).toBe("/context/plugins/servlet/oauth/request-token");
    expect(request && verifiedParameters(request, server.baseUrl)).toEqual({
      oauth_callback: callback,
      oauth_consumer_key: "our consumer",
      oauth_nonce: "nonce-1",
      oauth_signature_method: "RSA-SHA1",
      oauth_timestamp: "1700000000",
      oauth_version: "1.0",
    });
  });

  test("is 1.0 when the server does not confirm the callback", async () => {
    await using server = await startServer(() => ({ body: "oauth_token=t&oauth_token_secret=" }));
    const token = await setupClient(server.baseUrl).getRequestToken(callback);
    expect(token).toEqual({ token: "t", secret: "", version: "1.0" });
  });

  test("without a callback asks for 1.0", async () => {
    await using server = await startServer(() => ({ body: "oauth_token=t&oauth_token_secret=s" }));
    expect(await setupClient(server.baseUrl).getRequestToken()).toMatchObject({ version: "1.0" });
    expect(server.requests[0]?.headers.authorization).not.toContain("oauth_callback");
  });
});

test("the authorize URL carries the token, encoded, and keeps the context path", () => {
  expect(setupClient("https://host/bitbucket").getAuthorizeUrl("a/b c")).toBe(
    "https://host/bitbucket/plugins/servlet/oauth/authorize?oauth_token=a%2Fb%20c",
  );
});

describe("access token", () => {
  const answer =
    "oauth_token=at&oauth_token_secret=as&oauth_expires_in=157680000&oauth_session_handle=sh&oauth_authorization_expires_in=160272000";

  test("comes with expiry and session handle", async () => {
    await using server = await startServer(() => ({ body: answer }));
    const token = await setupClient(server.baseUrl).getAccessToken(
      { token: "rt", secret: "rs" },
      "ver1fy",
    );
    expect(token).toEqual({
      token: "at",
      secret: "as",
      expiresInSeconds: 157_680_000,
      sessionHandle: "sh",
      authorizationExpiresInSeconds: 160_272_000,
    });
    const [request] = server.requests;
    expect(request && verifiedParameters(request, server.baseUrl)).toMatchObject({
      oauth_token: "rt",
      oauth_verifier: "ver1fy",
    });
  });

  test("is renewed with its session handle", async () => {
    await using server = await startServer(() => ({ body: answer }));
    const old = { token: "old", secret: "os", sessionHandle: "handle" };
    expect(await setupClient(server.baseUrl).renewAccessToken(old)).toMatchObject({ token: "at" });
    const [request] = server.requests;
    expect(request?.path).toBe("/plugins/servlet/oauth/access-token");
    expect(request && verifiedParameters(request, server.baseUrl)).toMatchObject({
      oauth_token: "old",
      oauth_session_handle: "handle",
    });
  });

  test("without lifetimes is a token whose lifetimes are not known", async () => {
    await using server = await startServer(() => ({ body: "oauth_token=t&oauth_token_secret=s" }));
    const token = await setupClient(server.baseUrl).getAccessToken({ token: "rt", secret: "rs" });
    expect(token).toEqual({ token: "t", secret: "s" });
  });
});

describe("problems", () => {
  test.each([
    ["timestamp_refused", 400, /clock of this machine differs/],
    ["consumer_key_unknown", 401, /no application link with this consumer key/],
    ["signature_invalid", 401, /public half.*proxy that changes/],
    ["permission_denied", 401, /denied/],
    ["something_new", 403, /OAuth provider refuses/],
  ])("%s says what to do", async (problem, status, sentence) => {
    const challenge = `OAuth realm="http%3A%2F%2Fhost", oauth_problem="${problem}", oauth_acceptable_timestamps="1-2", oauth_signature_base_string="GET%26"`;
    await using server = await startServer(() => ({
      status,
      headers: { "www-authenticate": challenge },
    }));
    await expect(setupClient(server.baseUrl).getRequestToken(callback)).rejects.toMatchObject({
      name: "OAuthProblemError",
      code: "bitbucket_oauth_problem",
      problem,
      parameters: { oauth_acceptable_timestamps: "1-2", oauth_signature_base_string: "GET&" },
      retryable: false,
      message: expect.stringMatching(
        new RegExp(
          `${sentence.source}.*oauth_problem=${problem}, oauth_acceptable_timestamps=1-2\\)`,
        ),
      ),
    });
  });

  test("are read from the body too, and never repeat a token", async () => {
    await using server = await startServer(() => ({
      status: 401,
      headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
      body: "oauth_token=t0p&oauth_problem=token_rejected&oauth_problem_advice=try%20again",
    }));
    const failing = setupClient(server.baseUrl).getAccessToken({ token: "t0p", secret: "s" });
    const error = await failing.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      problem: "token_rejected",
      parameters: { oauth_problem_advice: "try again" },
    });
    expect(String(error)).not.toContain("t0p");
  });

  test("an answer without token is an unexpected one, whose content is not shown", async () => {
    await using server = await startServer(() => ({ body: "oauth_token_secret=hush" }));
    const error = await setupClient(server.baseUrl)
      .getRequestToken()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "bitbucket_unexpected_answer" });
    expect(String(error)).not.toContain("hush");
  });

  test("nothing is asked for twice, because tokens are handed out once", async () => {
    await using server = await startServer(() => ({ status: 503 }));
    await expect(setupClient(server.baseUrl).getRequestToken()).rejects.toThrow(/failed/);
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ["no PEM at all", /cannot be read/],
    ["-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", /cannot be read/],
  ])("a private key that is %j is refused at once", (pem, sentence) => {
    const broken = { consumerKey: "k", privateKey: pem };
    expect(() => new BitbucketServerSetupClient({ baseUrl: "http://h" }, broken)).toThrow(sentence);
  });
});
