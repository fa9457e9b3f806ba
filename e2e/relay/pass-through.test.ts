import { once } from "node:events";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { buffer, text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { JsonClient } from "../world/json-client.ts";
import { authorization, startSpiedRelay } from "./spied-relay.ts";
import { connect, startTwoSentrys, UPSTREAM_ORG } from "./two-sentrys.ts";

/** As the holder of a token, through one of the two services. */
const as = (url: string, token: string) => new JsonClient(`${url}/api/0`, `Bearer ${token}`);

async function startConnected() {
  const both = await startTwoSentrys();
  const token = await both.makeToken();
  await connect(both, token);
  const callers = await both.makeToken(["org:read", "project:read", "project:releases"]);
  const { relay, upstream } = both;
  return {
    ...both,
    direct: as(upstream.serviceUrl, callers),
    through: as(relay.serviceUrl, callers),
  };
}

test("what is asked of a relayed organization is answered as by the upstream itself", async () => {
  const { direct, through, relay } = await startConnected();
  const organization = `/organizations/${UPSTREAM_ORG}/`;
  const created = await through.send("POST", `${organization}releases/`, {
    version: "shop@1.0+a b",
    projects: ["shop"],
  });
  expect(created.status).toBe(201);
  for (const [method, path, body] of [
    ["GET", organization],
    ["GET", `${organization}projects/?cursor=`],
    ["GET", `${organization}releases/shop%401.0%2Ba%20b/`],
    ["GET", `${organization}releases/nothing/`],
    ["GET", `${organization}no-such-thing/`],
    ["GET", `/projects/${UPSTREAM_ORG}/shop/issues/?query=`],
    ["GET", `/projects/${UPSTREAM_ORG}//releases/`],
    ["PUT", `${organization}releases/shop%401.0%2Ba%20b/`, { dateReleased: "never" }],
    ["PUT", `${organization}issues/?id=1`, { status: "resolved" }],
    ["GET", "/"],
    ["GET", "/organizations/"],
    ["GET", "/users/me/regions/"],
  ] as const) {
    const [one, other] = [
      await direct.send(method, path, body),
      await through.send(method, path, body),
    ];
    expect([path, other.status, other.text]).toEqual([path, one.status, one.text]);
    for (const name of ["content-type", "content-length", "link", "allow"]) {
      expect([path, other.headers.get(name)]).toEqual([path, one.headers.get(name)]);
    }
  }
  const ours = await relay.service.list<object>("/organizations/acme/releases/");
  expect(ours).toEqual([]);
});

test("a token of ours always speaks to us, and one of nobody is refused as upstream refuses it", async () => {
  const { relay, upstream, through } = await startConnected();
  const own = await relay.service.send("GET", "/organizations/acme/");
  expect(own.json).toMatchObject({ slug: "acme" });
  const path = `/organizations/${UPSTREAM_ORG}/`;
  expect(await relay.service.send("GET", path)).toMatchObject({ status: 404 });
  const nobody = as(relay.serviceUrl, "sntryu_nobody");
  expect(await nobody.send("GET", path)).toMatchObject({ status: 401, text: expect.any(String) });
  // An organization that does not relay is ours to answer for, whatever the token.
  expect(await through.send("GET", "/organizations/acme/")).toMatchObject({ status: 401 });
  await relay.service.call("DELETE", "/organizations/acme/upstream/");
  expect(await through.send("GET", path)).toMatchObject({ status: 401 });
  expect(relay.log() + upstream.log()).not.toContain("sntryu_nobody");
});

test("a path without an organization is for the one that the token names, or for the only one", async () => {
  const relay = await startSpiedRelay((_request, response) => response.end('{"spy": true}'));
  const named = (org: string, url: string) =>
    `sntrys_${Buffer.from(JSON.stringify({ org, url })).toString("base64")}_secret`;
  const root = async (token: string) => (await as(relay.serviceUrl, token).send("GET", "/")).text;
  expect(await root(named("spied", "https://sentry.io"))).toContain("spy");
  expect(await root("sntryu_any")).toContain("spy");
  expect(await root(named("two", "https://sentry.io"))).toContain("Invalid token");
  // One that we have made, and taken back since, is shown to nobody.
  expect(await root(named("spied", relay.serviceUrl))).toContain("Invalid token");
  expect(relay.spy.seen.length).toBe(2);
});

test("the caller's own token goes up; ours, cookies and hops do not", async () => {
  const relay = await startSpiedRelay((_request, response) => {
    response.writeHead(207, "Multi", { "set-cookie": "a=b", "x-mark": "1", link: "<x>" }).end("é");
  });
  const answer = await fetch(`${relay.url}/x/?a=%2B&b=%20`, {
    method: "PATCH",
    headers: {
      authorization,
      cookie: "session=ours",
      "x-requested-with": "ui",
      origin: "http://o",
    },
    body: "as it is",
  });
  expect([answer.status, await answer.text()]).toEqual([207, "é"]);
  expect(answer.headers.get("x-mark")).toBe("1");
  expect(answer.headers.get("set-cookie")).toBeNull();
  const [seen] = relay.spy.seen;
  expect([seen?.method, seen?.url]).toEqual(["PATCH", "/api/0/organizations/spied/x/?a=%2B&b=%20"]);
  expect(seen?.headers).toMatchObject({ authorization, host: new URL(relay.spy.url).host });
  const told = JSON.stringify(seen?.rawHeaders);
  for (const secret of ["session=ours", "our-own-token", "x-requested-with", "http://o"]) {
    expect(told).not.toContain(secret);
  }
  expect(relay.log()).not.toContain("callers-own");
});

test("a build uploads to us, also when the upstream names itself", async () => {
  const relay = await startSpiedRelay((request, response) => {
    const url = `http://${request.headers.host}${request.url}`;
    response.writeHead(200, {
      "content-type": "application/json",
      "x-accept": String(request.headers["accept-encoding"]),
    });
    response.end(JSON.stringify({ url, chunkSize: 1 }));
  });
  const answer = await fetch(`${relay.url}/chunk-upload/`, { headers: { authorization } });
  expect(await answer.json()).toEqual({ url: "organizations/spied/chunk-upload/", chunkSize: 1 });
});

test("a compressed change of a release goes up byte for byte", async () => {
  const compressed = gzipSync(JSON.stringify({ version: "1.0.0", projects: ["shop"] }));
  let arrived: Promise<Buffer> | undefined;
  const relay = await startSpiedRelay((request, response) => {
    arrived = buffer(request);
    request.once("end", () => response.writeHead(201).end("{}"));
  });
  const answer = await fetch(`${relay.url}/releases/`, {
    method: "POST",
    headers: { authorization, "content-encoding": "gzip", "content-type": "application/json" },
    body: compressed,
  });
  expect(answer.status).toBe(201);
  expect((await arrived)?.equals(compressed)).toBe(true);
  expect(relay.spy.seen[0]?.headers["content-encoding"]).toBe("gzip");
});

test.each([
  "/api/0/organizations/spied/../../../../admin/",
  "/api/0/projects/spied/..\\..\\organizations\\other/releases/",
  "/api/0/organizations/spied/%2e%2e/other/releases/",
])("a path that leads elsewhere goes nowhere: %s", async (path) => {
  const relay = await startSpiedRelay((_request, response) => void response.end());
  const { hostname, port } = new URL(relay.serviceUrl);
  const request = httpRequest({
    hostname,
    port,
    path,
    headers: { authorization },
  }).end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  expect([response.statusCode, await text(response)]).toEqual([
    400,
    expect.stringContaining("leads out"),
  ]);
  expect(relay.spy.seen).toEqual([]);
});
