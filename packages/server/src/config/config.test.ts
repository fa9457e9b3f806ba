import { expect, test } from "vitest";
import { ConfigError, type Environment, readConfig } from "./config.ts";

test("an empty environment gives the documented defaults", () => {
  expect(readConfig({})).toEqual({
    host: "127.0.0.1",
    port: 9000,
    publicUrl: "http://localhost:9000",
    dataDir: "./data",
    databaseUrl: undefined,
    secretKey: undefined,
    newSecretKey: undefined,
    organization: "sentry",
    adminEmail: "admin@localhost",
    adminPassword: undefined,
    adminToken: undefined,
    resolveOn: "default-branch",
    retention: { deliveriesMs: 2_592_000_000, eventsMs: 7_776_000_000 },
    reconcileIntervalMs: 600_000,
    upstreamPollIntervalMs: 60_000,
    metricsToken: undefined,
    logLevel: "info",
    outbound: {
      proxy: { httpProxy: undefined, httpsProxy: undefined, noProxy: undefined },
      allowLinkLocal: false,
    },
    trustedProxies: [],
  });
});

test("proxies in front of us are addresses and ranges of them", () => {
  const { trustedProxies } = readConfig({ TRUSTED_PROXIES: "127.0.0.1, fd00::/8,10.0.0.0/8" });
  expect(trustedProxies).toEqual(["127.0.0.1", "fd00::/8", "10.0.0.0/8"]);
});

test("a variable that is set to nothing counts as absent", () => {
  expect(readConfig({ PORT: "", ADMIN_TOKEN: "" })).toEqual(readConfig({}));
});

test("the public URL follows the port, and loses slashes at its end", () => {
  expect(readConfig({ PORT: "8080" }).publicUrl).toBe("http://localhost:8080");
  expect(readConfig({ PUBLIC_URL: "https://sentry.example.com/" }).publicUrl).toBe(
    "https://sentry.example.com",
  );
});

test("proxies are read in either case, upper case first", () => {
  const { outbound } = readConfig({
    https_proxy: "http://a:1",
    HTTPS_PROXY: "http://b:1",
    no_proxy: "c",
  });
  expect(outbound.proxy).toMatchObject({ httpsProxy: "http://b:1", noProxy: "c" });
});

test.each([
  [{ PORT: "http" }, "PORT must be a port number"],
  [{ PORT: "70000" }, "PORT must be from 0 to 65535"],
  [{ PUBLIC_URL: "sentry.example.com" }, "PUBLIC_URL must be a URL such as"],
  [{ PUBLIC_URL: "ftp://example.com" }, "PUBLIC_URL must be a URL such as"],
  [{ PUBLIC_URL: "http://jane:secret@x/" }, "PUBLIC_URL must not hold a user or password"],
  [{ HTTPS_PROXY: "nonsense" }, "HTTPS_PROXY must be a proxy such as http://proxy"],
  [{ ORGANIZATION: "Acme Inc" }, "ORGANIZATION must be a slug such as acme"],
  [{ ORGANIZATION: "42" }, "ORGANIZATION must be a slug such as acme"],
  [{ ADMIN_PASSWORD: "short" }, "ADMIN_PASSWORD must have at least 8 characters"],
  [{ ADMIN_TOKEN: "short" }, "ADMIN_TOKEN must have at least 32 characters"],
  [{ RESOLVE_ON: "monday" }, "RESOLVE_ON must be default-branch, any-branch or release"],
  [{ RECONCILE_INTERVAL: "0" }, "RECONCILE_INTERVAL must be from 1 to 86400 seconds"],
  [{ UPSTREAM_POLL_INTERVAL: "0" }, "UPSTREAM_POLL_INTERVAL must be from 1 to 86400 seconds"],
  [{ METRICS_TOKEN: "short" }, "METRICS_TOKEN must have at least 16 characters"],
  [{ ALLOW_LINK_LOCAL: "maybe" }, "ALLOW_LINK_LOCAL must be true or false"],
  [{ TRUSTED_PROXIES: "everybody" }, "TRUSTED_PROXIES must be addresses, or ranges such as 10"],
  [{ TRUSTED_PROXIES: "10.0.0.0/33" }, "TRUSTED_PROXIES must be addresses, or ranges such as 10"],
  [{ LOG_LEVEL: "loud" }, "LOG_LEVEL must be trace, debug"],
  [{ EVENT_RETENTION_DAYS: "0" }, "EVENT_RETENTION_DAYS must be from 1 to 36500 days"],
  [{ DATABASE_URL: "mysql://x/y" }, "DATABASE_URL must be a URL such as postgres://user"],
])("%j is refused in words", (environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(sentence);
});

test.each(["10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/1e1", "10.0.0.0/8/8", "::/0", "0.0.0.0/0"])(
  "%s is no range of proxies",
  (range) => {
    expect(() => readConfig({ TRUSTED_PROXIES: range })).toThrow("TRUSTED_PROXIES must be");
  },
);

test("all problems are told at once, and no value is repeated", () => {
  const problems = problemsOf({ PORT: "http", ADMIN_PASSWORD: "hunter2" });
  expect(problems).toHaveLength(2);
  expect(problems.join()).not.toContain("hunter2");
});

function problemsOf(environment: Environment): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test("the Sentry to relay to is named by two variables together, and its page is enough of a URL", () => {
  expect(readConfig({ SENTRY_URL: "https://sentry.example.com" }).upstream).toBeUndefined();
  const named = { SENTRY_ORG: "acme", SENTRY_AUTH_TOKEN: "t" };
  const upstream = { url: "https://sentry.io", slug: "acme", token: "t" };
  expect(readConfig(named).upstream).toEqual(upstream);
  const page = "https://acme.sentry.io/issues/";
  expect(readConfig({ ...named, SENTRY_URL: page }).upstream).toEqual(upstream);
  expect(() => readConfig({ SENTRY_AUTH_TOKEN: "t" })).toThrow(
    "SENTRY_ORG must be set, since SENTRY_AUTH_TOKEN is",
  );
});
