import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { parseInstallationConfig } from "./installation-config.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const key = rsa.export({ type: "pkcs8", format: "pem" }).toString();
const pkcs1 = rsa.export({ type: "pkcs1", format: "pem" }).toString();
const publicKey = createPublicKey(rsa).export({ type: "spki", format: "pem" }).toString();
const encrypt = (type: "pkcs8" | "pkcs1") =>
  rsa.export({ type, format: "pem", cipher: "aes-256-cbc", passphrase: "hush" }).toString();
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const url = "http://bitbucket";

test.each([
  ["no URL", {}, { url: ["This field is required."] }],
  [
    "a URL without a scheme",
    { url: "bitbucket" },
    { url: ["Enter a valid URL, with http:// or https://"] },
  ],
  [
    "a URL that never ends",
    { url: `http://bitbucket${"/".repeat(2_000)}` },
    { url: ["Enter a URL of at most 2,000 characters."] },
  ],
  [
    "a URL of another kind",
    { url: "ftp://bitbucket" },
    { url: ["Enter a valid URL, with http:// or https://"] },
  ],
  [
    "a URL with a password",
    { url: "http://a:b@bitbucket" },
    { url: [expect.stringContaining("user name or password")] },
  ],
  [
    "an empty access token",
    { url, accessToken: " ", consumerKey: "" },
    { accessToken: ["The access token is empty. Give one, or a consumer key instead."] },
  ],
  [
    "a public key",
    { url, consumerKey: "k", privateKey: publicKey },
    { privateKey: [expect.stringMatching(/^Private key must be .* This is a public key/)] },
  ],
  [
    "an encrypted key",
    { url, consumerKey: "k", privateKey: encrypt("pkcs8") },
    { privateKey: [expect.stringContaining("protected by a passphrase")] },
  ],
  [
    "an encrypted key in the old form",
    { url, consumerKey: "k", privateKey: encrypt("pkcs1") },
    { privateKey: [expect.stringContaining("protected by a passphrase")] },
  ],
  ["no credentials", { url }, { consumerKey: ["This field is required."] }],
  [
    "a long consumer key",
    { url, consumerKey: "k".repeat(201), privateKey: key },
    { consumerKey: ["Consumer key is limited to 200 characters."] },
  ],
  [
    "no private key",
    { url, consumerKey: "k", privateKey: "no key" },
    { privateKey: ["Private key must be a valid SSH private key encoded in a PEM format."] },
  ],
  [
    "an EC key",
    { url, consumerKey: "k", privateKey: ec },
    { privateKey: [expect.stringContaining("must be an RSA key")] },
  ],
  [
    "a boolean in words",
    { url, accessToken: "t", verifySsl: "yes" },
    { verifySsl: ["Must be a valid boolean."] },
  ],
  [
    "no certificate",
    { url, accessToken: "t", caCertificate: "mine" },
    { caCertificate: [expect.stringContaining("in PEM")] },
  ],
  [
    "two kinds of credentials",
    { url, accessToken: "t", consumerKey: "k" },
    { accessToken: ["Give either an access token or a consumer key, not both."] },
  ],
  [
    "a token with a blank",
    { url, accessToken: "a b" },
    { accessToken: [expect.stringContaining("no blanks")] },
  ],
])("%s is refused by field", (_, input, fields) => {
  expect(parseInstallationConfig(input)).toEqual({ fields });
});

test.each([
  ["http://bitbucket", "http://bitbucket"],
  [" https://10.0.0.7:7443/stash/// ", "https://10.0.0.7:7443/stash"],
  ["HTTPS://BitBucket.Example.com:443/", "https://bitbucket.example.com"],
])("the address %s is taken as %s", (given, baseUrl) => {
  expect(parseInstallationConfig({ url: given, accessToken: "t" })).toEqual({
    config: { address: { baseUrl, verifySsl: true }, credentials: { accessToken: "t" } },
  });
});

test("a consumer may come with its key in either form, or without", () => {
  const parse = (privateKey?: string) =>
    parseInstallationConfig({ url, consumerKey: " sentry ", privateKey, verifySsl: false });
  const expected = (privateKey: string | undefined) => ({
    config: {
      address: { baseUrl: url, verifySsl: false },
      credentials: { consumerKey: "sentry", privateKey },
    },
  });
  expect(parse(`\n${key}`)).toEqual(expected(key.trim()));
  expect(parse(pkcs1)).toEqual(expected(pkcs1.trim()));
  expect(parse("")).toEqual(expected(undefined));
});
