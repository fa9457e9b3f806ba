import { existsSync, readdirSync, readFileSync } from "node:fs";
import { findOracles } from "@sentry-bitbucket-server/server/test/find-oracles";
import { readSdkRequests } from "@sentry-bitbucket-server/server/test/read-recordings";
import type { HostileRequest } from "./hostile-request.ts";

/** Where requests are aimed, and what opens the doors. */
export interface FuzzTarget {
  url: string;
  token: string;
  /** Path of the webhook of a linked repository. */
  webhookPath: string;
  /** What signs its deliveries. */
  hookSecret: string;
  /** `name=value` of a session. */
  cookie: string;
  dsn: { projectId: string; publicKey: string };
}

const JSON_TYPE: [string, string] = ["Content-Type", "application/json"];

const PUSH = {
  eventKey: "repo:refs_changed",
  repository: { id: 1, slug: "web", project: { key: "SHOP" } },
  changes: [
    {
      ref: { id: "refs/heads/main", displayId: "main", type: "BRANCH" },
      fromHash: "0".repeat(40),
      toHash: "1".repeat(40),
      type: "UPDATE",
    },
  ],
};

/** Requests that are right, or nearly: recordings where they are there, and every operation we declare. */
export async function makeCorpus(target: FuzzTarget): Promise<HostileRequest[]> {
  return [...webhooks(target), ...reports(target), ...(await operations(target))];
}

function webhooks({ webhookPath: path }: FuzzTarget): HostileRequest[] {
  const signature = `sha256=${"ab".repeat(32)}`;
  return pushBodies().map((body) => ({
    target: "webhook",
    method: "POST",
    path,
    headers: [
      JSON_TYPE,
      ["X-Event-Key", "repo:refs_changed"],
      ["X-Request-Id", "fuzz"],
      ["X-Hub-Signature", signature],
    ],
    body,
  }));
}

function pushBodies(): Buffer[] {
  const folder = findOracles("bitbucket/go-scm-stash");
  const files =
    folder === undefined ? [] : readdirSync(folder, { recursive: true, encoding: "utf8" });
  const recorded = files
    .filter((name) => /push.*\.json$/.test(name) && existsSync(`${folder}/${name}`))
    .map((name) => readFileSync(`${folder}/${name}`));
  return [Buffer.from(JSON.stringify(PUSH)), ...recorded];
}

function reports({ dsn }: FuzzTarget): HostileRequest[] {
  const base = { target: "ingest", method: "POST" } as const;
  const headers: [string, string][] = [
    ["X-Sentry-Auth", `Sentry sentry_version=7, sentry_key=${dsn.publicKey}`],
  ];
  const path = (kind: string) => `/api/${dsn.projectId}/${kind}/`;
  const event = { message: "fuzz", level: "error", tags: { a: "b" }, user: { id: 1 } };
  const envelope = ["{}", '{"type":"event"}', JSON.stringify(event)].join("\n");
  return [
    { ...base, path: path("envelope"), headers, body: Buffer.from(envelope) },
    { ...base, path: path("store"), headers, body: Buffer.from(JSON.stringify(event)) },
    ...readSdkRequests().map(({ bodyText }) => ({
      ...base,
      path: path("envelope"),
      headers,
      body: Buffer.from(bodyText),
    })),
  ];
}

/** What would take the doors away that the others need. */
const SPARED = [
  "deleteOwnToken",
  "deleteUserToken",
  "logOut",
  "deleteMemberToken",
  "changeOwnPassword",
  "deleteProject",
  "deleteIntegration",
  "deleteRepository",
];

interface Document {
  paths: Record<string, Record<string, { operationId: string }>>;
}

async function operations({ url, token, cookie }: FuzzTarget): Promise<HostileRequest[]> {
  const document = (await (await fetch(`${url}/api/0/openapi.json`)).json()) as Document;
  const credentials: [string, string][][] = [
    [["Authorization", `Bearer ${token}`]],
    [
      ["Cookie", cookie],
      ["X-Requested-With", "XMLHttpRequest"],
    ],
  ];
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { operationId }]) => !SPARED.includes(operationId))
      .flatMap(([method]) =>
        credentials.map((shown) => ({
          target: "api" as const,
          method: method.toUpperCase(),
          path: fillIn(path) + (method === "get" ? QUERY : ""),
          headers: [...shown, JSON_TYPE],
          body: method === "get" ? Buffer.alloc(0) : Buffer.from(BODY),
        })),
      ),
  );
}

function fillIn(path: string): string {
  return path
    .replace("{organization}", "acme")
    .replace("{project}", "shop")
    .replace(/\{\w+\}/g, "1");
}

/** Of the parameters of many lists. */
const QUERY =
  "?query=is%3Aunresolved%20level%3Aerror&sort=date&per_page=2&cursor=0%3A0%3A0&statsPeriod=24h&project=1&environment=production&file=a.js";

/** Of the fields of many bodies. */
const BODY = JSON.stringify({
  name: "n",
  slug: "s",
  version: "1.0.0",
  projects: ["shop"],
  email: "a@example.com",
  username: "a@example.com",
  password: "p",
  scopes: ["org:read"],
  status: "resolved",
  commits: [{ id: "1".repeat(40), repository: "SHOP/web", message: "Fixes SHOP-1" }],
  refs: [{ repository: "SHOP/web", commit: "main" }],
  environment: "production",
  action: "initialize",
  provider: "bitbucket_server",
});
