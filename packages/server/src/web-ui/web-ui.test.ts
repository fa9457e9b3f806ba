import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "../sentry-api/api.ts";
import { createApi } from "../sentry-api/create-api.ts";
import { webUiRoutes } from "./routes.ts";

const SCRIPT = "console.log(1);".repeat(200);
const INDEX = '<!doctype html><meta name="style-nonce" content="%STYLE_NONCE%">';
const PAGE = { accept: "text/html,application/xhtml+xml" };

let folder: string;
let api: Api;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "web-ui-"));
  const assets = join(folder, "built", "assets");
  mkdirSync(assets, { recursive: true });
  writeFileSync(join(folder, "secret.js"), "secret");
  writeFileSync(join(folder, "built", "index.html"), INDEX);
  writeFileSync(join(assets, "index-a1.js"), SCRIPT);
  writeFileSync(join(assets, "index-a1.js.gz"), gzipSync(SCRIPT));
  writeFileSync(join(assets, "index-a1.js.br"), brotliCompressSync(SCRIPT));
  writeFileSync(join(assets, "small-b2.css"), "a{}");
  ({ api, url } = await start(join(folder, "built")));
});

afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(built: string): Promise<{ api: Api; url: string }> {
  const started = createApi(pino({ level: "silent" }), "http://localhost:9000");
  started.get("/healthz", () => ({ status: "ok" }));
  started.get("/api/0/there/", () => ({ is: "there" }));
  webUiRoutes(started, { folder: built });
  return { api: started, url: await started.listen({ host: "127.0.0.1", port: 0 }) };
}

/** Sends the path as it is: `fetch` would tidy it first. */
function askRaw(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { path }, (response) => resolve(response.resume().statusCode))
      .on("error", reject)
      .end();
  });
}

describe("a page", () => {
  test.each(["/", "/login", "/organizations/acme/issues/?query=is%3Aunresolved"])(
    "is at every address that a browser opens: %s",
    async (path) => {
      const response = await fetch(url + path, { headers: PAGE });
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(response.headers.get("cache-control")).toBe("no-store");
    },
  );

  test("has a policy that allows what comes from here, and styles with the nonce of this answer", async () => {
    const ask = async () => {
      const response = await fetch(url, { headers: PAGE });
      const nonce = /content="([\w-]{22})"/.exec(await response.text())?.[1] ?? "";
      return { nonce, policy: response.headers.get("content-security-policy") };
    };
    const [one, other] = [await ask(), await ask()];
    expect(one.policy).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${one.nonce}'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    );
    expect(other.nonce).not.toBe(one.nonce);
  });

  test("says how to build it where it was not built", async () => {
    const bare = await start(join(folder, "nothing"));
    const response = await fetch(bare.url, { headers: PAGE });
    expect([response.status, await response.text()]).toEqual([
      503,
      expect.stringContaining("<code>npm run build</code>"),
    ]);
    await bare.api.close();
  });

  test.each([
    ["GET", "/api/0/nothing/", PAGE],
    ["GET", "/api", PAGE],
    ["GET", "/extensions/nothing/", PAGE],
    ["GET", "/metrics", PAGE],
    ["GET", "/organizations/acme/", { accept: "application/json" }],
    ["GET", "/organizations/acme/", { accept: "*/*" }],
    ["POST", "/organizations/acme/", PAGE],
  ])("is not what is answered to %s %s with %o", async (method, path, headers) => {
    const response = await fetch(url + path, { method, headers });
    const detail = `There is nothing at ${method} ${path}`;
    expect([response.status, await response.json()]).toEqual([404, { detail }]);
  });

  test("leaves what else is there alone, and the methods that it is told to take", async () => {
    expect((await fetch(`${url}/healthz`, { headers: PAGE })).status).toBe(200);
    const response = await fetch(`${url}/api/0/there/`, { method: "PUT", headers: PAGE });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});

describe("a file of the UI", () => {
  test.each([
    ["br", "gzip, deflate, br"],
    ["gzip", "gzip, br;q=0"],
    [null, "identity"],
  ])(
    "comes with the encoding %s to who accepts %s, to be kept for ever",
    async (encoding, accepts) => {
      const headers = { "accept-encoding": accepts };
      const response = await fetch(`${url}/assets/index-a1.js`, { headers });
      expect(response.headers.get("content-encoding")).toBe(encoding);
      expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
      expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect(response.headers.get("vary")).toBe("accept-encoding");
      expect(await response.text()).toBe(SCRIPT);
    },
  );

  test("that was too small to compress comes as it is", async () => {
    const response = await fetch(`${url}/assets/small-b2.css`);
    expect(response.headers.get("content-encoding")).toBeNull();
    expect(await response.text()).toBe("a{}");
  });

  test("tells its size alone when only that is asked", async () => {
    const headers = { "accept-encoding": "identity" };
    const response = await fetch(`${url}/assets/index-a1.js`, { method: "HEAD", headers });
    expect(response.headers.get("content-length")).toBe(String(SCRIPT.length));
    expect(await response.text()).toBe("");
  });

  test("of a former build is not found, and not answered with a page", async () => {
    const response = await fetch(`${url}/assets/index-old.js`, { headers: PAGE });
    expect([response.status, response.headers.get("cache-control")]).toEqual([404, "no-store"]);
  });

  test.each([
    "/assets/../../secret.js",
    "/assets/..%2f..%2fsecret.js",
    "/assets/%2e%2e%2f%2e%2e%2fsecret.js",
    "/assets/..%5c..%5csecret.js",
    "/assets/index-a1.js%00",
    "/assets/index-a1.js.br",
    "/assets/",
  ])("is nowhere but in its folder: %s", async (path) => {
    expect(await askRaw(path)).toBe(404);
  });
});
