import { expect, test } from "vitest";
import { hideSecretHeader, hideSecrets } from "./hide-secrets.ts";

test.each([
  ["X-Hub-Signature", "sha256=ab", "hidden"],
  ["authorization", "Basic abc", "hidden"],
  ["Cookie", "a=b", "hidden"],
  ["x-request-id", "@1", "@1"],
])("of the header %s is told what lets nobody in", (name, value, told) => {
  expect(hideSecretHeader(name, value)).toBe(told);
});

test.each([
  ['{"password": "a\\"b", "c": 1}', '{"password": "hidden", "c": 1}'],
  ['{"hookSecret":"x","actor":{"name":"ann"}}', '{"hookSecret":"hidden","actor":{"name":"ann"}}'],
  ['{"message":"Keep the secret of life"}', '{"message":"Keep the secret of life"}'],
  ["clone https://ann:pw@bb.example.com/x.git", "clone https://hidden@bb.example.com/x.git"],
  ["see https://bb.example.com:7990/a@b", "see https://bb.example.com:7990/a@b"],
  ["BBDC-MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=", "hidden"],
  ["the webhook's own-secret-1 here", "the webhook's hidden here"],
])("of %s is told %s", (text, told) => {
  expect(hideSecrets(text, ["own-secret-1", ""])).toBe(told);
});

test.each(["http://:", '"token":"', "sntrys_", '"a', "Bearer  ", '"secret" : "\\'])(
  "takes linear time on many %j",
  (part) => {
    const started = performance.now();
    hideSecrets(part.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  },
);
