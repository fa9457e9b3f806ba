import { expect, test } from "vitest";
import { readConfig } from "../config/config.ts";
import { checkConfiguration } from "./check-configuration.ts";

const OWN = "http://localhost:7990";
const FAR = "https://bitbucket.example.com";
const PUBLIC = {
  PUBLIC_URL: "https://sentry.example.com",
  HOST: "0.0.0.0",
  TRUSTED_PROXIES: "10.0.0.1",
  METRICS_TOKEN: "a-long-token-for-metrics",
};
const POSTGRES = { DATABASE_URL: "postgres://a:b@c:5432/d" };

test.each<[string, Record<string, string>, string[], string]>([
  ["nothing is set, and Bitbucket is here", {}, [OWN], "ok: PUBLIC_URL is http://localhost:9000"],
  [
    "Bitbucket is elsewhere",
    {},
    [OWN, FAR],
    `error: PUBLIC_URL is http://localhost:9000, where ${FAR}`,
  ],
  ["all is set", PUBLIC, [FAR], "ok: PUBLIC_URL is https://sentry.example.com."],
  [
    "there is no TLS",
    { ...PUBLIC, PUBLIC_URL: "http://a.example.com" },
    [FAR],
    "warning: PUBLIC_URL",
  ],
  [
    "it hides",
    { ...PUBLIC, HOST: "127.0.0.1" },
    [FAR],
    "warning: The service listens on 127.0.0.1",
  ],
  [
    "the proxy is not known",
    { ...PUBLIC, TRUSTED_PROXIES: "" },
    [FAR],
    "warning: PUBLIC_URL is https, so a proxy stands before",
  ],
  ["no metrics are told", { ...PUBLIC, METRICS_TOKEN: "" }, [FAR], "warning: METRICS_TOKEN"],
  [
    "replicas would make keys",
    { ...PUBLIC, ...POSTGRES },
    [FAR],
    "warning: The secret key is a file",
  ],
])("where %s", (_, environment, bitbuckets, told) => {
  const findings = checkConfiguration(readConfig(environment), bitbuckets);
  const last = findings.at(-1);
  expect(`${last?.level}: ${last?.message}`).toContain(told);
});

test("no password of the database is told", () => {
  const findings = checkConfiguration(readConfig({ DATABASE_URL: "postgres://a:hunter2@c/d" }), []);
  expect(JSON.stringify(findings)).not.toContain("hunter2");
});
