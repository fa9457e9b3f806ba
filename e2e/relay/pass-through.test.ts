import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request as httpRequest, type RequestListener } from "node:http";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { JsonClient } from "../world/json-client.ts";
import { startTestService } from "../world/start-test-world.ts";
import { startSpyUpstream } from "./spy-upstream.ts";
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
  const spy = await startSpyUpstream((_request, response) => response.end('{"spy": true}'));
  const relay = await startTestService({});
  const body = { url: spy.url, organization: "spied", token: "t" };
  await relay.service.call("POST", "/organizations/acme/upstream/", body);
  const named = (org: string, url: string) =>
    `sntrys_${Buffer.from(JSON.stringify({ org, url })).toString("base64")}_secret`;
  const root = async (token: string) => (await as(relay.serviceUrl, token).send("GET", "/")).text;
  expect(await root(named("spied", "https://sentry.io"))).toContain("spy");
  expect(await root("sntryu_any")).toContain("spy");
  expect(await root(named("two", "https://sentry.io"))).toContain("Invalid token");
  // One that we have made, and taken back since, is shown to nobody.
  expect(await root(named("spied", relay.serviceUrl))).toContain("Invalid token");
  expect(spy.seen.length).toBe(2);
});

function* endless(): Generator<string> {
  for (;;) yield " ".repeat(64 * 1024);
}

describe("through a spy", () => {
  let relay: Awaited<ReturnType<typeof startSpied>>;
  let listener: RequestListener;

  async function startSpied() {
    const spy = await startSpyUpstream((request, response) => listener(request, response));
    const service = await startTestService({});
    const body = {
      url: spy.url,
      organization: "spied",
      token: "our-own-token",
    };
    await service.service.call("POST", "/organizations/acme/upstream/", body);
    return { ...service, spy, url: `${service.serviceUrl}/api/0/organizations/spied` };
  }

  const authorization = "Bearer callers-own";

  test("the caller's own token goes up; ours, cookies and hops do not", async () => {
    listener = (_request, response) => {
      response
        .writeHead(207, "Multi", { "set-cookie": "a=b", "x-mark": "1", link: "<x>" })
        .end("é");
    };
    relay = await startSpied();
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
    expect([seen?.method, seen?.url]).toEqual([
      "PATCH",
      "/api/0/organizations/spied/x/?a=%2B&b=%20",
    ]);
    expect(seen?.headers).toMatchObject({ authorization, host: new URL(relay.spy.url).host });
    const told = JSON.stringify(seen?.rawHeaders);
    for (const secret of ["session=ours", "our-own-token", "x-requested-with", "http://o"]) {
      expect(told).not.toContain(secret);
    }
    expect(relay.log()).not.toContain("callers-own");
  });

  test("a body far over our own limits goes up as it comes, and its answer down", async () => {
    const hash = createHash("sha256");
    listener = (request, response) => {
      request.on("data", (chunk: Buffer) => hash.update(chunk));
      request.on("end", () => response.end(hash.digest("hex") + "x".repeat(64 * 1024 * 1024)));
    };
    relay = await startSpied();
    const block = randomBytes(1024 * 1024);
    const expected = createHash("sha256");
    const sent = Readable.from(
      (function* () {
        for (let made = 0; made < 128; made++) {
          expected.update(block);
          yield block;
        }
      })(),
    );
    const request = httpRequest(`${relay.url}/chunk-upload/`, {
      method: "POST",
      headers: { authorization, expect: "100-continue" },
    });
    sent.pipe(request);
    const [response] = (await once(request, "response")) as [IncomingMessage];
    const answer = await text(response);
    expect(answer.slice(0, 64)).toBe(expected.digest("hex"));
    expect(answer.length).toBe(64 + 64 * 1024 * 1024);
  });

  test("the answer to a request that is refused before its end arrives", async () => {
    listener = (_request, response) => {
      response.writeHead(413, { "content-type": "application/json", connection: "close" });
      response.end('{"detail": "Too large"}');
    };
    relay = await startSpied();
    const request = httpRequest(`${relay.url}/chunk-upload/`, {
      method: "POST",
      headers: { authorization },
    });
    request.on("error", () => undefined);
    request.write(Buffer.alloc(1024));
    const [response] = (await once(request, "response")) as [IncomingMessage];
    expect([response.statusCode, await text(response)]).toEqual([413, '{"detail": "Too large"}']);
    request.destroy();
  });

  test("a caller who leaves ends the request at the upstream, before and during the answer", async () => {
    for (const begins of [false, true]) {
      const ended = Promise.withResolvers<void>();
      const arrived = Promise.withResolvers<void>();
      listener = (_request, response) => {
        response.once("close", () => ended.resolve());
        if (begins) response.write("begun");
        arrived.resolve();
      };
      relay = await startSpied();
      const leaving = new AbortController();
      const answer = fetch(`${relay.url}/slow/`, {
        headers: { authorization },
        signal: leaving.signal,
      }).then((response) => response.text());
      const left = answer.catch((error: unknown) => error);
      await arrived.promise;
      leaving.abort();
      await ended.promise;
      expect(await left).toMatchObject({ name: "AbortError" });
    }
  });

  test("a caller who leaves ends a change of a release as well", async () => {
    const [arrived, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    listener = (_request, response) => {
      response.once("close", () => ended.resolve());
      arrived.resolve();
    };
    relay = await startSpied();
    const leaving = new AbortController();
    const left = fetch(`${relay.url}/releases/`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify({ version: "1.0.0", projects: ["shop"] }),
      signal: leaving.signal,
    }).catch((error: unknown) => error);
    await arrived.promise;
    leaving.abort();
    await ended.promise;
    expect(await left).toMatchObject({ name: "AbortError" });
  });

  test.each([
    ["by us, without credentials", {}, 0],
    ["by the upstream, with some that it does not know", { authorization }, 1],
  ])("a large change of a release is refused before it is sent, %s", async (_who, sent, asked) => {
    listener = (_request, response) => {
      response.writeHead(401, { "content-type": "application/json" });
      response.end('{"detail": "Invalid token"}');
    };
    relay = await startSpied();
    const request = httpRequest(`${relay.url}/releases/`, {
      method: "POST",
      headers: { ...sent, "content-type": "application/json", "content-length": 20_000_000 },
    });
    request.on("error", () => undefined);
    request.write("[");
    const [response] = (await once(request, "response")) as [IncomingMessage];
    expect([response.statusCode, relay.spy.seen.length]).toEqual([401, asked]);
    request.destroy();
  });

  test("options of an upload that never end are not held", async () => {
    listener = (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      Readable.from(endless()).pipe(response);
      response.once("close", () => response.destroy());
    };
    relay = await startSpied();
    const answer = await fetch(`${relay.url}/chunk-upload/`, { headers: { authorization } });
    expect([answer.status, await answer.text()]).toEqual([
      502,
      expect.stringContaining("larger than"),
    ]);
  });

  test("an upstream that leaves in the middle cuts the answer off; one that is away is told", async () => {
    listener = (_request, response) => {
      response.write("begun", () => response.destroy());
    };
    relay = await startSpied();
    const cut = fetch(`${relay.url}/cut/`, { headers: { authorization } });
    await expect(cut.then((response) => response.text())).rejects.toThrow("terminated");
    listener = (request) => request.destroy();
    const away = await fetch(`${relay.url}/away/`, { headers: { authorization } });
    expect([away.status, await away.text()]).toEqual([
      502,
      expect.stringContaining("closed the connection"),
    ]);
  });

  test("a build uploads to us, also when the upstream names itself", async () => {
    listener = (request, response) => {
      const url = `http://${request.headers.host}${request.url}`;
      response.writeHead(200, {
        "content-type": "application/json",
        "x-accept": String(request.headers["accept-encoding"]),
      });
      response.end(JSON.stringify({ url, chunkSize: 1 }));
    };
    relay = await startSpied();
    const answer = await fetch(`${relay.url}/chunk-upload/`, { headers: { authorization } });
    expect(await answer.json()).toEqual({ url: "organizations/spied/chunk-upload/", chunkSize: 1 });
  });

  test("a compressed change of a release goes up byte for byte", async () => {
    const compressed = gzipSync(JSON.stringify({ version: "1.0.0", projects: ["shop"] }));
    let arrived: Promise<Buffer> | undefined;
    listener = (request, response) => {
      arrived = buffer(request);
      request.once("end", () => response.writeHead(201).end("{}"));
    };
    relay = await startSpied();
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
    listener = (_request, response) => void response.end();
    relay = await startSpied();
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
});
