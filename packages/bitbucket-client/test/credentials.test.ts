import { createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";
import { BitbucketServerClient } from "../src/client.ts";
import { signatureBaseString } from "../src/oauth/signature-base-string.ts";
import type { Credentials } from "../src/types.ts";
import { collect } from "./collect.ts";
import { privateKey } from "./read-fixture.ts";
import { startClient } from "./start-client.ts";
import { startServer, type SeenRequest } from "./start-server.ts";

const oauth: Credentials = {
  type: "oauth1",
  consumerKey: "ck",
  privateKey,
  accessToken: "at",
  accessTokenSecret: "as",
};

const page = { values: [], isLastPage: true };

function oauthParameters({ headers }: SeenRequest): Record<string, string> {
  const fields = headers.authorization?.matchAll(/(\w+)="([^"]*)"/g) ?? [];
  return Object.fromEntries(
    Array.from(fields, ([, name = "", value = ""]) => [name, decodeURIComponent(value)]),
  );
}

test("an access token is sent as Bearer", async () => {
  await using server = await startServer(() => ({ body: page }));
  await using started = startClient(server.baseUrl);
  await collect(started.client.getRepos());
  expect(server.requests[0]?.headers.authorization).toBe("Bearer s3cret-t0ken");
});

test("as nobody none are sent", async () => {
  await using server = await startServer(() => ({ body: { version: "9.4.0" } }));
  await using client = disposable(
    new BitbucketServerClient({ baseUrl: server.baseUrl }, { type: "anonymous" }),
  );
  await client.getApplicationProperties();
  expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
});

test("with OAuth 1.0a the query as sent takes part in the signature, odd characters included", async () => {
  await using server = await startServer(() => ({ body: page }));
  await using client = disposable(new BitbucketServerClient({ baseUrl: server.baseUrl }, oauth));
  const filterText = "a b+c&d=e*(f)'g!/ü";
  await collect(client.getTags("~jane", "dot files", { filterText }));
  const [request] = server.requests;
  if (request === undefined) throw new Error("nothing was asked");
  expect(request.query.filterText).toBe(filterText);
  const { oauth_signature: signature = "", ...parameters } = oauthParameters(request);
  expect(parameters).toMatchObject({ oauth_token: "at", oauth_consumer_key: "ck" });
  const url = server.baseUrl + request.url;
  const text = signatureBaseString({ method: "GET", url, oauthParameters: parameters });
  const bytes = Buffer.from(signature, "base64");
  expect(verify("RSA-SHA1", Buffer.from(text), createPublicKey(privateKey), bytes)).toBe(true);
});

test("each attempt is signed anew: a nonce is never sent twice", async () => {
  const replies = [{ status: 503 }, { status: 503 }];
  await using server = await startServer(() => replies.shift() ?? { body: page });
  const wait = () => Promise.resolve();
  await using client = disposable(
    new BitbucketServerClient({ baseUrl: server.baseUrl }, oauth, { wait }),
  );
  await collect(client.getRepos());
  const nonces = server.requests.map((request) => oauthParameters(request).oauth_nonce);
  expect(new Set(nonces).size).toBe(3);
});

test("credentials and secrets are in no error", async () => {
  await using server = await startServer(() => ({ status: 401 }));
  await using client = disposable(new BitbucketServerClient({ baseUrl: server.baseUrl }, oauth));
  await using started = startClient(server.baseUrl);
  const hook = { name: "n", url: "http://us/", events: [], secret: "hook-s3cret" };
  const errors = await Promise.all([
    client.getRepo("SHOP", "web").catch((error: unknown) => error),
    started.client.getRepo("SHOP", "web").catch((error: unknown) => error),
    started.client.createHook("SHOP", "web", hook).catch((error: unknown) => error),
  ]);
  for (const error of errors) {
    expect(error).toMatchObject({ code: "bitbucket_authentication" });
    const shown = JSON.stringify(error) + String(error);
    expect(shown).not.toMatch(/s3cret|oauth_signature|Bearer/);
  }
});

test("the user of the credentials is named by the header, decoded", async () => {
  const headers = { "x-ausername": "jane%40example.com" };
  await using server = await startServer(() => ({ body: page, headers }));
  await using started = startClient(server.baseUrl);
  expect(await started.client.whoAmI()).toBe("jane@example.com");
});

test.each<Record<string, string>>([{}, { "x-ausername": "" }])(
  "without a name in the header %j the call was anonymous",
  async (headers) => {
    await using server = await startServer(() => ({ body: page, headers }));
    await using started = startClient(server.baseUrl);
    expect(await started.client.whoAmI()).toBeUndefined();
  },
);

function disposable(client: BitbucketServerClient): BitbucketServerClient & AsyncDisposable {
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() });
}
