import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIngestAuth } from "./parse-ingest-auth.ts";

const publicKey = "0123456789abcdef0123456789abcdef";
const none = { query: {}, headers: {} };

describe("parseIngestAuth", () => {
  it("reads the query, as JavaScript SDKs send it", () => {
    const client = "sentry.javascript.node/11.12.0";
    const query = { sentry_version: "7", sentry_key: publicKey, sentry_client: client };
    expect(parseIngestAuth({ ...none, query })).toEqual({ publicKey, client });
  });

  it.each([
    [
      "sentry-cli",
      `Sentry sentry_key=${publicKey}, sentry_version=7, sentry_timestamp=1795349598.0822077, sentry_client=sentry-cli/x86_64`,
      { publicKey, client: "sentry-cli/x86_64" },
    ],
    ["one without blanks", `sentry sentry_key=${publicKey},sentry_version=7`, { publicKey }],
    ["a key in upper case", `Sentry sentry_key=${publicKey.toUpperCase()}`, { publicKey }],
    ["a key that is none", "Sentry sentry_key=abc", undefined],
    ["another scheme", `Bearer ${publicKey}`, undefined],
    ["no fields", "Sentry ", undefined],
  ])("reads the header of %s", (_, header, auth) => {
    expect(parseIngestAuth({ ...none, headers: { "x-sentry-auth": header } })).toEqual(auth);
    expect(parseIngestAuth({ ...none, headers: { authorization: header } })).toEqual(auth);
  });

  it.each([
    ["without a password", `${publicKey}:`, { publicKey }],
    ["with the secret key of old", `${publicKey}:fedcba98`, { publicKey }],
    ["without a colon", publicKey, { publicKey }],
    ["that is no key", "admin:admin", undefined],
  ])("reads the user of HTTP Basic %s", (_, credentials, auth) => {
    const authorization = `Basic ${Buffer.from(credentials).toString("base64")}`;
    expect(parseIngestAuth({ ...none, headers: { authorization } })).toEqual(auth);
  });

  it("reads the dsn of the envelope when nothing else has a key", () => {
    const envelopeDsn = `https://${publicKey}@sentry.example.com/1`;
    expect(parseIngestAuth({ ...none, envelopeDsn })).toEqual({ publicKey });
    expect(parseIngestAuth({ ...none, envelopeDsn: "no url" })).toBeUndefined();

    const query = { sentry_key: "f".repeat(32) };
    expect(parseIngestAuth({ ...none, query, envelopeDsn })?.publicKey).toBe(query.sentry_key);
  });

  it("takes the first of repeated query parameters", () => {
    const query = { sentry_key: [publicKey, "f".repeat(32)] };
    expect(parseIngestAuth({ ...none, query })).toEqual({ publicKey });
  });

  it("finds nothing in a request that has nothing", () => {
    expect(parseIngestAuth(none)).toBeUndefined();
  });

  it("takes any text without a fault", () => {
    const property = fc.property(fc.string(), fc.string(), (header, envelopeDsn) => {
      return ["Sentry", "Basic"].every((scheme) => {
        const headers = { "x-sentry-auth": header, authorization: `${scheme} ${header}` };
        return parseIngestAuth({ query: {}, headers, envelopeDsn }) === undefined;
      });
    });
    expect(() => fc.assert(property)).not.toThrow();
  });
});
