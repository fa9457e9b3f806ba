import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, type SandboxOptions, startSandbox } from "@sentry-bitbucket-server/sandbox";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { type Database, openDatabase } from "../packages/server/src/db/database.ts";
import { BitbucketServerIntegrationProvider } from "../packages/server/src/integrations/bitbucket-server/provider.ts";
import { Installations } from "../packages/server/src/integrations/installations.ts";
import type { OnLinked } from "../packages/server/src/integrations/link-store.ts";
import { ProviderRegistry } from "../packages/server/src/integrations/registry.ts";
import { SecretBox } from "../packages/server/src/integrations/secret-box.ts";
import { ALL_SCOPES } from "../packages/server/src/organizations/api-token.ts";
import { storeToken } from "../packages/server/src/organizations/token-store.ts";
import { requireToken } from "../packages/server/src/sentry-api/authenticate.ts";
import { createApi } from "../packages/server/src/sentry-api/create-api.ts";
import { setupPage } from "../packages/server/src/sentry-api/integrations/finish-setup.ts";
import { integrationRoutes } from "../packages/server/src/sentry-api/integrations/routes.ts";
import { repositoryRoutes } from "../packages/server/src/sentry-api/repositories/routes.ts";
import { receiveDelivery } from "../packages/server/src/webhooks/receive-delivery.ts";
import { freePort } from "./world/free-port.ts";

const TOKEN = "a-token-for-tests-long-enough-to-count";

interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The JSON of the answer; `{}` when it has none. */
  json: Record<string, unknown>;
}

/** The part of the service that installs and links, with doors for tests to look behind. */
export interface IntegrationWorld {
  db: Database;
  secretBox: SecretBox;
  installations: Installations;
  /** How Bitbucket reaches the service. */
  publicUrl: string;
  /** Everything that was logged. */
  log(): string;
  /** Called in the transaction that completes a link. */
  onLinked: OnLinked;
  /** Calls below `/api/0/organizations/acme/`. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** As a browser, without a token. */
  visit(url: string): Promise<Answer>;
}

/**
 * Starts it for the length of one test, on a database in memory.
 * @param options `publicUrl`: what the service believes to be its address
 */
export async function startIntegrationWorld(
  options: { publicUrl?: string } = {},
): Promise<IntegrationWorld> {
  const db = await openDatabase(":memory:");
  await addOwner(db);
  const secretBox = new SecretBox("a key for tests, long enough to count");
  const registry = new ProviderRegistry([new BitbucketServerIntegrationProvider()]);
  const installations = new Installations({ db, registry, secretBox });
  const lines: string[] = [];
  const app = createApi(pino({ level: "trace" }, { write: (line: string) => lines.push(line) }));
  const port = await freePort(0);
  const address = `http://127.0.0.1:${port}`;
  const publicUrl = options.publicUrl ?? address;
  const world: IntegrationWorld = {
    db,
    secretBox,
    installations,
    publicUrl,
    log: () => lines.join(""),
    onLinked: () => Promise.resolve(),
    call: (method, path, body, headers = {}) =>
      send(method, `${address}/api/0/organizations/acme/${path}`, body, {
        authorization: `Bearer ${TOKEN}`,
        ...headers,
      }),
    visit: (url) => send("GET", url, undefined, {}),
  };
  const onLinked: OnLinked = (trx, repository) => world.onLinked(trx, repository);
  const deps = { db, registry, installations, secretBox, publicUrl, onLinked };
  const enqueue = () => Promise.resolve();
  await receiveDelivery(app, { db, registry, secretBox, enqueue });
  setupPage(app, deps);
  await app.register(async (scope) => {
    scope.addHook("onRequest", requireToken(db));
    integrationRoutes(scope, deps);
    repositoryRoutes(scope, deps);
  });
  await app.listen({ host: "127.0.0.1", port });
  onTestFinished(async () => {
    await app.close();
    await installations.close();
    await db.destroy();
  });
  return world;
}

/** What the first start makes, without the time that hashing a password takes. */
async function addOwner(db: Database): Promise<void> {
  const organization = { id: 1, slug: "acme", name: "Acme", createdAt: 1 };
  await db
    .insertInto("organizations")
    .values({ ...organization, resolveOn: "default-branch" })
    .execute();
  const user = { id: 1, email: "a@example.com", name: "Ann", passwordHash: "", createdAt: 1 };
  await db.insertInto("users").values(user).execute();
  await db.insertInto("members").values({ organizationId: 1, userId: 1, role: "owner" }).execute();
  await storeToken(db, { token: TOKEN, userId: 1, name: "test", scopes: ALL_SCOPES });
}

async function send(
  method: string,
  url: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  const { status } = response;
  return { status, headers: response.headers, text, json: isJson ? JSON.parse(text) : {} };
}

/** A Bitbucket Server with its administrator. */
export interface Bitbucket {
  sandbox: Sandbox;
  url: string;
  /** As `admin`, or as nobody below `/sandbox`, with the answer's JSON. Throws when it is no success. */
  call<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  addRepository(projectKey: string, name: string): Promise<void>;
  /** The webhooks of a repository. */
  hooks(projectKey: string, slug: string): Promise<{ id: number; url: string }[]>;
  /** @returns an access token; `path` is `users/admin` or `projects/KEY/repos/slug` */
  createToken(path: string, permission?: string): Promise<string>;
}

/** Starts a sandbox for the length of one test. */
export async function startBitbucket(options: Partial<SandboxOptions> = {}): Promise<Bitbucket> {
  const folder = await mkdtemp(join(tmpdir(), "integration-world-"));
  const sandbox = await startSandbox({ dataDir: folder, ...options });
  onTestFinished(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const authorization = `Basic ${Buffer.from("admin:admin").toString("base64")}`;
    const { status, json, text } = await send(method, sandbox.url + path, body, { authorization });
    if (status >= 400) throw new Error(`${method} ${path} answered ${status}: ${text}`);
    return json as T;
  };
  const rest = "/rest/api/1.0/projects";
  return {
    sandbox,
    url: sandbox.url,
    call,
    async addRepository(key, name) {
      const { values } = await call<{ values: { key: string }[] }>("GET", `${rest}?limit=1000`);
      if (!values.some((project) => project.key === key)) {
        await call("POST", rest, { key, name: `Project ${key}` });
      }
      await call("POST", `${rest}/${key}/repos`, { name, defaultBranch: "main" });
    },
    async hooks(key, slug) {
      const path = `${rest}/${key}/repos/${slug}/webhooks?limit=1000`;
      return (await call<{ values: { id: number; url: string }[] }>("GET", path)).values;
    },
    async createToken(path, permission = "REPO_ADMIN") {
      const body = { name: "Sentry", permissions: [permission] };
      const made = await call<{ token: string }>("PUT", `/rest/access-tokens/1.0/${path}`, body);
      return made.token;
    },
  };
}

/** Installs with an access token of the administrator. @returns the integration's id */
export async function installWithToken(
  world: IntegrationWorld,
  bitbucket: Bitbucket,
): Promise<string> {
  const accessToken = await bitbucket.createToken("users/admin");
  await world.call("POST", PIPELINE, { action: "initialize", provider: "bitbucket_server" });
  const { json, text } = await world.call("POST", PIPELINE, { url: bitbucket.url, accessToken });
  const { integration } = (json["data"] ?? {}) as { integration?: { id: string } };
  if (!integration) throw new Error(`Not installed: ${text}`);
  return integration.id;
}

export const PIPELINE = "pipeline/integration_pipeline/";
