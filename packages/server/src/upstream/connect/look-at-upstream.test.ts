import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { expect, test } from "vitest";
import { serve, serveUpstream } from "../../../test/serve-upstream.ts";
import { lookAtUpstream } from "./look-at-upstream.ts";

const readFixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/${name}`, import.meta.url), "utf8");

interface Told {
  regionUrl?: string;
  scopes?: string[];
  /** Below the organization: what it refuses with 403. */
  refused?: string[];
}

/** Answers as a Sentry with the organization `acme` and one project. */
function sentry({ regionUrl, scopes, refused = [] }: Told, asked: string[] = []): RequestListener {
  return ({ url = "" }, response) => {
    asked.push(url);
    const { pathname } = new URL(url, "http://sentry");
    const below = pathname.replace("/api/0/organizations/acme/", "");
    const body: Record<string, unknown> = {
      "": { id: "7", slug: "acme", links: { regionUrl } },
      "/api/0/": { auth: scopes ? { scopes } : null, user: null },
      "projects/": [{ id: "1", slug: "shop", name: "Shop" }],
    };
    response.writeHead(refused.includes(below) ? 403 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(body[below] ?? []));
  };
}

const acme = (baseUrl: string) => ({ baseUrl, slug: "acme", verifySsl: true });

test("a Sentry with an authority of its own is trusted by that alone", async () => {
  const tls = {
    cert: readFixture("localhost-certificate.pem"),
    key: readFixture("localhost-key.pem"),
  };
  const url = await serve(createTlsServer(tls, sentry({ scopes: ["org:read"] })), "https");
  const options = { outbound: {} };
  await expect(lookAtUpstream(acme(url), "t", options)).rejects.toMatchObject({
    code: "upstream_network",
    message: expect.stringMatching(/certificate/i),
  });
  const trusted = { ...acme(url), caCertificate: tls.cert };
  expect(await lookAtUpstream(trusted, "t", options)).toMatchObject({
    projects: [{ upstreamId: "1", slug: "shop" }],
  });
});

test("through a proxy, its region is found out and asked from then on", async () => {
  const asked: string[] = [];
  const told = { scopes: ["org:read"], regionUrl: "http://us.sentry.example.com/" };
  const httpProxy = await serveUpstream(sentry(told, asked));
  const look = await lookAtUpstream(acme("http://sentry.example.com"), "t", {
    outbound: { proxy: { httpProxy } },
  });
  expect(look.address).toMatchObject({ regionUrl: "http://us.sentry.example.com", remoteId: "7" });
  expect(asked.map((url) => new URL(url).host)).toEqual([
    "sentry.example.com",
    "us.sentry.example.com",
    "us.sentry.example.com",
  ]);
});

test("an address of somebody else's is no region", async () => {
  const told = { scopes: ["org:read"], regionUrl: "http://sentry.example.org" };
  const httpProxy = await serveUpstream(sentry(told));
  const { address } = await lookAtUpstream(acme("http://sentry.example.com"), "t", {
    outbound: { proxy: { httpProxy } },
  });
  expect(address).not.toHaveProperty("regionUrl");
});

test("what a token may that does not tell its scopes is tried", async () => {
  const url = await serveUpstream(sentry({ refused: ["", "projects/", "issues/"] }));
  expect(await lookAtUpstream(acme(url), "t", { outbound: {} })).toEqual({
    address: acme(url),
    projects: [],
    check: {
      account: "a token of no user",
      scopes: undefined,
      shortcomings: [
        expect.objectContaining({ key: "list-projects" }),
        expect.objectContaining({ key: "look-up-issues" }),
      ],
    },
  });
});
