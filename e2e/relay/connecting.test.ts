import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { startTestService } from "../world/start-test-world.ts";
import { connect, startTwoSentrys, type TwoSentrys, UPSTREAM_ORG } from "./two-sentrys.ts";

const UPSTREAM = "/organizations/acme/upstream/";

test("connecting tells who we are, mirrors the projects, and never gives the token back", async () => {
  const both = await startTwoSentrys();
  const { relay, upstream } = both;
  expect(await relay.service.send("GET", UPSTREAM)).toMatchObject({ status: 404 });
  const token = await both.makeToken();
  const answer = await connect(both, token, { url: `${upstream.serviceUrl}/organizations/x/` });
  expect([answer.status, answer.json]).toEqual([
    201,
    {
      url: upstream.serviceUrl,
      regionUrl: null,
      organization: UPSTREAM_ORG,
      verifySsl: true,
      status: "active",
      statusReason: null,
      isPaused: false,
      account: "admin@localhost",
      scopes: expect.arrayContaining(["org:ci", "event:write"]),
      missing: [],
      dateChecked: expect.any(String),
      dateCreated: expect.any(String),
      projects: [{ slug: "shop", name: "shop" }],
      projectCount: 1,
    },
  ]);
  expect(answer.json).toMatchObject(await relay.service.call<object>("GET", UPSTREAM));
  const projects = await relay.service.call<object[]>("GET", "/organizations/acme/projects/");
  expect(projects).toMatchObject([{ slug: "shop" }]);
  const relaysTo = { url: upstream.serviceUrl, organization: UPSTREAM_ORG };
  expect(await relay.service.call("GET", "/organizations/acme/")).toMatchObject({ relaysTo });
  const { json } = await relay.service.send("GET", "/organizations/acme/audit-logs/");
  expect(JSON.stringify(json)).toContain("upstream.add");
  expect(answer.text + relay.log() + JSON.stringify(json)).not.toContain(token);

  await relay.service.call("DELETE", UPSTREAM);
  expect(await relay.service.call("GET", "/organizations/acme/")).toMatchObject({ relaysTo: null });
  expect(await relay.service.send("GET", UPSTREAM)).toMatchObject({ status: 404 });
  expect(await relay.service.send("POST", `${UPSTREAM}check/`)).toMatchObject({ status: 404 });
});

test("a token of few scopes is taken, and what will not work is said", async () => {
  const both = await startTwoSentrys();
  const { json } = await connect(both, await both.makeToken(["org:ci"]));
  expect(json["missing"]).toEqual([
    { anyOf: ["org:read", "org:write", "org:admin"], without: expect.stringContaining("projects") },
    {
      anyOf: expect.arrayContaining(["event:read"]),
      without: expect.stringContaining("looked up"),
    },
    { anyOf: ["event:write", "event:admin"], without: expect.stringContaining("resolved at once") },
  ]);
  const doctor = await both.relay.service.send("GET", "/organizations/acme/doctor/");
  expect(doctor.text).toContain("Give the token one of these scopes: event:write, event:admin.");
  expect(doctor.text).toContain(`${both.upstream.serviceUrl} lets us in as admin@localhost.`);
});

test("what is wrong is said in a sentence with what to do, and nothing is kept", async () => {
  const both = await startTwoSentrys();
  const token = await both.makeToken();
  const page = await servePage();
  const nowhere = "http://localhost:1";
  for (const [more, sentence] of [
    [{ url: nowhere }, /refuses the connection.*and that Sentry runs/],
    [{ url: page }, /A page answers and not the API of a Sentry. Check the URL/],
    [{ url: both.upstream.serviceUrl.replace("http:", "https:") }, /must start with http:\/\//],
    [{ url: "http://169.254.169.254" }, /link-local address/],
    [
      { organization: "nobody" },
      /There is no organization .{1,2}nobody.{1,2} in that Sentry.*Its slug is/,
    ],
    [{ token: "sntryu_revoked" }, /does not accept the token: it was revoked.*new one/],
    [
      { token: organizationToken("other") },
      /is for the organization .{1,2}other.{1,2}, not .{1,2}upstream-org/,
    ],
    [{ url: "sentry.io" }, /Enter the URL of your Sentry/],
    [{ token: "two words" }, /has no blanks/],
    [{ caCertificate: "mine" }, /in PEM/],
  ] as const) {
    const { status, text } = await connect(both, token, more);
    expect([status >= 400, text]).toEqual([true, expect.stringMatching(sentence)]);
    expect(text).not.toContain(token);
  }
  expect(await both.relay.service.send("GET", UPSTREAM)).toMatchObject({ status: 404 });
});

test("connecting once more gives the upstream a new token", async () => {
  const both = await startTwoSentrys();
  expect((await connect(both, await both.makeToken(["org:ci"]))).json["scopes"]).toEqual([
    "org:ci",
  ]);
  expect((await connect(both, await both.makeToken())).json["missing"]).toEqual([]);
});

test("releases of before are left alone, also those of another Sentry; a check looks for new ones at once", async () => {
  const both = await startTwoSentrys();
  await connect(both, await both.makeToken());
  await expectToBeFound(both, "first");
  const other = { ...both, upstream: await startTestService({ ORGANIZATION: UPSTREAM_ORG }) };
  const path = `/organizations/${UPSTREAM_ORG}/`;
  await other.upstream.service.call("POST", `${path}projects/`, { name: "shop", slug: "shop" });
  await makeRelease(other, "before");
  const asked = { name: "relay", scopes: ["org:read", "org:ci"] };
  const { token } = await other.upstream.service.call<{ token: string }>(
    "POST",
    "/api-tokens/",
    asked,
  );
  await connect(other, token);
  expect(await expectToBeFound(other, "after")).not.toContain("before");
});

function makeRelease({ upstream }: TwoSentrys, version: string): Promise<unknown> {
  const body = { version, projects: ["shop"] };
  return upstream.service.call("POST", `/organizations/${UPSTREAM_ORG}/releases/`, body);
}

/** Makes a release there, once the first look is over. @returns all versions that wait for their commits */
async function expectToBeFound(both: TwoSentrys, version: string): Promise<string[]> {
  const { relay } = both;
  const settled = await eventually("the first look", async () => {
    const metrics = await (await fetch(`${relay.serviceUrl}/metrics`)).text();
    return metrics.includes("sentry_bitbucket_jobs_waiting 0\n");
  });
  expect(settled).toBe(true);
  await makeRelease(both, version);
  await relay.service.call("POST", `${UPSTREAM}check/`);
  return eventually(version, async () => {
    const waiting = await relay.service.list<{ version: string }>(`${UPSTREAM}releases/`);
    const versions = waiting.map((one) => one.version);
    return versions.includes(version) && versions;
  });
}

test("an upstream that refuses the token is disabled until a check finds it well", async () => {
  const both = await startTwoSentrys();
  const token = await both.makeToken();
  await connect(both, token);
  const { upstream, relay } = both;
  const path = "/api-tokens/";
  const [{ id } = { id: "" }] = await upstream.service.call<{ id: string }[]>("GET", path);
  await upstream.service.call("DELETE", `${path}${id}/`);
  const refused = await relay.service.send("POST", `${UPSTREAM}check/`);
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining("revoked")]);
  const known = await relay.service.send("GET", UPSTREAM);
  expect(known.json).toMatchObject({ status: "disabled", statusReason: expect.any(String) });
  const metrics = await (await fetch(`${relay.serviceUrl}/metrics`)).text();
  expect(metrics).toContain('sentry_bitbucket_upstreams{status="paused"} 1');
  expect(metrics).toContain(
    'sentry_bitbucket_upstream_call_seconds_count{organization="1",status="4xx"}',
  );
  expect((await connect(both, await both.makeToken())).json).toMatchObject({ status: "active" });
});

test("the environment connects the first organization, and a Sentry that is down keeps nobody from starting", async () => {
  const both = await startTwoSentrys();
  const token = await both.makeToken();
  const environment = (url: string) => ({
    SENTRY_URL: url,
    SENTRY_ORG: UPSTREAM_ORG,
    SENTRY_AUTH_TOKEN: token,
  });
  // A port that was free a moment ago may be another test's by now.
  const lost = await startTestService(environment("http://localhost:1"));
  await eventually(
    "the failed attempt",
    async () => lost.log().includes("refuses the connection"),
    25_000,
  );
  expect(lost.log()).not.toContain(token);
  const found = await startTestService(environment(both.upstream.serviceUrl));
  const connected = await eventually("the upstream", async () => {
    const answer = await found.service.send("GET", UPSTREAM);
    return answer.status === 200 && answer.json;
  });
  expect(connected).toMatchObject({ organization: UPSTREAM_ORG, status: "active" });
});

/** Shaped as Sentry makes them. */
function organizationToken(org: string): string {
  const payload = Buffer.from(JSON.stringify({ org, url: "https://sentry.io" })).toString("base64");
  return `sntrys_${payload}_secret`;
}

async function servePage(): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<h1>Welcome</h1>");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
