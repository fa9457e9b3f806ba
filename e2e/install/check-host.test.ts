import { expect, test } from "vitest";
import { createAccessToken } from "../world/connect.ts";
import { startTlsBitbucket } from "../world/start-tls-bitbucket.ts";
import { type Installing, startFilledBitbucket } from "./installing.ts";
import { useInstalling } from "./use-installing.ts";

let installing: Installing;

useInstalling((begun) => {
  ({ installing } = begun);
});

const check = (body: object) =>
  installing.acme.send("POST", "/config/integrations/bitbucket_server/check/", body);

test("a Bitbucket is told with its version, and its base URL without the page", async () => {
  const bitbucket = await startFilledBitbucket({ contextPath: "/bitbucket" });
  const { status, json } = await check({ url: `${bitbucket.url}/projects/SHOP` });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    ok: true,
    detail: null,
    baseUrl: bitbucket.url,
    product: "Bitbucket",
    version: expect.stringMatching(/^\d+\.\d+/),
    certificate: null,
    token: null,
  });
  expect(await installing.stored()).toEqual({ integrations: [], identities: [], pipelines: [] });
});

test.each([
  ["nobody listens", "http://127.0.0.1:1", "bitbucket_network", "refuses the connection"],
  [
    "clouds give credentials",
    "http://169.254.169.254",
    "bitbucket_wrong_address",
    "Check the base URL",
  ],
])("where %s, the sentence says so", async (_, url, code, detail) => {
  expect((await check({ url })).json).toMatchObject({
    ok: false,
    code,
    detail: expect.stringContaining(detail),
    baseUrl: null,
  });
});

test("a certificate that is not trusted is shown, and its PEM mends it", async () => {
  const { url, certificate } = await startTlsBitbucket("9.4.0");
  const unknown = await check({ url });
  expect(unknown.json).toMatchObject({
    ok: false,
    detail: expect.stringContaining("Give the PEM of that authority as CA certificate"),
    certificate: {
      subject: expect.stringContaining("CN=localhost"),
      issuer: expect.any(String),
      fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
      names: expect.arrayContaining(["localhost"]),
      isTrusted: false,
    },
  });
  const damaged = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
  expect((await check({ url, caCertificate: damaged })).json).toHaveProperty("caCertificate");
  expect((await check({ url, caCertificate: certificate })).json).toMatchObject({
    ok: true,
    version: "9.4.0",
    certificate: { isTrusted: true },
  });
});

test("a token is told with what it may do", async () => {
  const bitbucket = await startFilledBitbucket();
  const { url } = bitbucket;
  const good = await createAccessToken(bitbucket);
  expect((await check({ url, accessToken: good.token })).json).toMatchObject({
    ok: true,
    token: {
      account: "admin",
      permissions: [
        { name: "REPO_READ", has: true },
        { name: "REPO_ADMIN", has: true },
      ],
    },
  });
  const weak = await createAccessToken(bitbucket, "projects/SHOP/repos/web", "REPO_READ");
  expect((await check({ url, accessToken: weak.token })).json).toMatchObject({
    ok: false,
    detail: expect.stringContaining("Repository admin"),
    token: {
      permissions: [
        { name: "REPO_READ", has: true },
        { name: "REPO_ADMIN", has: false },
      ],
    },
  });
  const unknown = await check({ url, accessToken: "made-up" });
  expect(unknown.json).toMatchObject({
    ok: false,
    token: { account: null, permissions: [] },
  });
  expect(JSON.stringify(unknown.json)).not.toContain("made-up");
});

test("what is wrong with the input is told by field", async () => {
  const { status, json } = await check({ url: "bitbucket", caCertificate: "no" });
  expect([status, Object.keys(json)]).toEqual([400, ["url", "caCertificate"]]);
});
