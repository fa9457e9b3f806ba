import { expect, test } from "vitest";
import { OAuthProblem } from "./oauth-problem.ts";
import { OAuthRequest } from "./oauth-request.ts";
import { RequestVerifier } from "./request-verifier.ts";
import type { Parameter } from "./oauth-encoding.ts";

/** Key and signature of the published OAuth test cases, section RSA-SHA1 (oauth.net wiki, "TestCases"). */
const PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC0YjCwIfYoprq/FQO6lb3asXrx
LlJFuCvtinTF5p0GxvQGu5O3gYytUvtC2JlYzypSRjVxwxrsuRcP3e641SdASwfr
mzyvIgP08N4S0IFzEURkV1wp/IpH7kH41EtbmUmrXSwfNZsnQRE5SYSOhh+LcK2w
yQkdgcMv11l4KoBkcwIDAQAB
-----END PUBLIC KEY-----`;
const SIGNATURE =
  "jvTp/wX1TYtByB1m+Pbyo0lnCOLIsyGCH7wke8AUs3BpnwZJtAuEJkvQL2/9n4s5wUmUl4aCI4BwpraNx4RtEXMe5qg5T1" +
  "LVTGliMRpKasKsW//e+RinhejgCuzoH26dyF8iY2ZZ/5D1ilgeijhV/vBka5twt399mXwaYdCwFYE=";
const SIGNED_AT = 1_196_666_512_000;

function publishedExample(changes: Record<string, string> = {}): OAuthRequest {
  const parameters = {
    oauth_consumer_key: "dpf43f3p2l4k3l03",
    oauth_signature_method: "RSA-SHA1",
    oauth_version: "1.0",
    oauth_timestamp: "1196666512",
    oauth_nonce: "13917289812797014437",
    oauth_signature: SIGNATURE,
    file: "vacaction.jpg",
    size: "original",
    ...changes,
  };
  return new OAuthRequest("GET", "http://photos.example.net/photos", Object.entries(parameters));
}

function problemOf(action: () => void): [string, ...Parameter[]] | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof OAuthProblem) return [error.problem, ...error.details];
    throw error;
  }
  return undefined;
}

test("the published RSA-SHA1 example is genuine", () => {
  const verifier = new RequestVerifier();
  expect(() => {
    verifier.checkParameters(publishedExample());
    verifier.verify(publishedExample(), PUBLIC_KEY, SIGNED_AT);
  }).not.toThrow();
});

test.each(["file", "oauth_nonce", "oauth_timestamp", "oauth_consumer_key"])(
  "a changed %s breaks the signature",
  (name) => {
    const request = publishedExample({ [name]: "1196666513" });
    const problem = problemOf(() => new RequestVerifier().verify(request, PUBLIC_KEY, SIGNED_AT));
    expect(problem?.[0]).toBe("signature_invalid");
  },
);

test("a request is accepted once", () => {
  const verifier = new RequestVerifier();
  const verify = () => verifier.verify(publishedExample(), PUBLIC_KEY, SIGNED_AT);
  verify();
  expect(problemOf(verify)).toEqual(["nonce_used"]);
});

test("a forged request does not use the nonce up", () => {
  const verifier = new RequestVerifier();
  problemOf(() => verifier.verify(publishedExample({ size: "small" }), PUBLIC_KEY, SIGNED_AT));
  expect(problemOf(() => verifier.verify(publishedExample(), PUBLIC_KEY, SIGNED_AT))).toBe(
    undefined,
  );
});

test.each([
  [-301, "refused"],
  [-300, "accepted"],
  [300, "accepted"],
  [301, "refused"],
])("with a clock %i seconds away the request is %s", (seconds, outcome) => {
  const now = SIGNED_AT + seconds * 1000;
  const problem = problemOf(() =>
    new RequestVerifier().verify(publishedExample(), PUBLIC_KEY, now),
  );
  const acceptable = `${now / 1000 - 300}-${now / 1000 + 300}`;
  expect(problem).toEqual(
    outcome === "accepted"
      ? undefined
      : ["timestamp_refused", ["oauth_acceptable_timestamps", acceptable]],
  );
});

test.each([
  [{ oauth_version: "2.0" }, ["version_rejected", ["oauth_acceptable_versions", "1.0-1.0"]]],
  [
    { oauth_signature_method: "HMAC-SHA1" },
    ["signature_method_rejected", ["oauth_acceptable_signature_methods", "RSA-SHA1"]],
  ],
])("%j is rejected before anything is looked up", (changes, problem) => {
  const check = () => new RequestVerifier().checkParameters(publishedExample(changes));
  expect(problemOf(check)).toEqual(problem);
});

test("a protocol parameter may not come twice", () => {
  const request = publishedExample();
  request.parameters.push(["oauth_nonce", "again"], ["size", "original"]);
  expect(problemOf(() => new RequestVerifier().checkParameters(request))).toEqual([
    "parameter_rejected",
    ["oauth_parameters_rejected", "oauth_nonce"],
  ]);
});

test("missing protocol parameters are named together", () => {
  const request = new OAuthRequest("GET", "http://host/", [["oauth_consumer_key", "key"]]);
  expect(problemOf(() => new RequestVerifier().checkParameters(request, ["oauth_token"]))).toEqual([
    "parameter_absent",
    [
      "oauth_parameters_absent",
      "oauth_signature_method&oauth_signature&oauth_timestamp&oauth_nonce&oauth_token",
    ],
  ]);
});
