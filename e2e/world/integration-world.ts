import "./observe-services.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { type Sandbox, type SandboxOptions, startSandbox } from "@sentry-bitbucket-server/sandbox";
import { startApp } from "@sentry-bitbucket-server/server";
import { readConfig } from "@sentry-bitbucket-server/server/config";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { eventually } from "./eventually.ts";
import { freePort } from "./free-port.ts";

const TOKEN = "a-token-for-tests-long-enough-to-count";

interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The JSON of the answer; `{}` when it has none. */
  json: Record<string, unknown>;
}

/** The service as its users see it, with a door to its database. */
export interface IntegrationWorld {
  /** How Bitbucket reaches the service. */
  publicUrl: string;
  dataDir: string;
  /** Everything that was logged. */
  log(): string;
  /** Calls below `/api/0/organizations/acme/`. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** As a browser, without a token. */
  visit(url: string): Promise<Answer>;
  /** Reads from the service's database. */
  query<Row = Record<string, unknown>>(statement: string): Row[];
  /** Changes it. */
  change(statement: string, ...values: SQLInputValue[]): Promise<void>;
  /** Forgets all integrations and repositories, without telling Bitbucket. */
  uninstallAll(): Promise<void>;
  /** Stops it, and starts it on the same database. */
  restart(options?: WorldOptions): Promise<IntegrationWorld>;
  close(): Promise<void>;
}

interface WorldOptions {
  /** What it believes to be its address. */
  publicUrl?: string;
}

/** Starts the service in a folder of its own. */
export async function startIntegrationWorld(options: WorldOptions = {}): Promise<IntegrationWorld> {
  return startIn(await mkdtemp(join(tmpdir(), "integration-world-")), options);
}

async function startIn(dataDir: string, options: WorldOptions): Promise<IntegrationWorld> {
  const port = await freePort(0);
  const address = `http://127.0.0.1:${port}`;
  const publicUrl = options.publicUrl ?? address;
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    DATA_DIR: dataDir,
    ORGANIZATION: "acme",
    ADMIN_TOKEN: TOKEN,
  });
  const lines: string[] = [];
  const logger = pino({ level: "trace" }, { write: (line: string) => lines.push(line) });
  const app = await startApp(config, logger);
  const db = new DatabaseSync(join(dataDir, "sentry-bitbucket-server.sqlite"), { timeout: 0 });
  return {
    publicUrl,
    dataDir,
    log: () => lines.join(""),
    call: (method, path, body, headers = {}) =>
      send(method, `${address}/api/0/organizations/acme/${path}`, body, {
        authorization: `Bearer ${TOKEN}`,
        ...headers,
      }),
    visit: (url) => send("GET", url, undefined, {}),
    query: <Row>(statement: string) => db.prepare(statement).all() as Row[],
    change: (statement, ...values) => change(db, statement, values),
    async uninstallAll() {
      await change(db, "delete from integrations");
      await change(db, "delete from pipelines");
    },
    async restart(anew = {}) {
      db.close();
      await app.close();
      return startIn(dataDir, anew);
    },
    async close() {
      db.close();
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The service may be within a transaction, which only goes on when this process does. */
async function change(
  db: DatabaseSync,
  statement: string,
  values: SQLInputValue[] = [],
): Promise<void> {
  await eventually(`"${statement}"`, async () => {
    try {
      db.prepare(statement).run(...values);
      return true;
    } catch (error) {
      if (error instanceof Error && error.message === "database is locked") return false;
      throw error;
    }
  });
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

interface AccessToken {
  id: string;
  token: string;
}

interface Hook {
  id: number;
  url: string;
  active: boolean;
  events: string[];
}

/** A Bitbucket Server with its administrator. */
export interface Bitbucket {
  sandbox: Sandbox;
  url: string;
  /** As `admin`, or as nobody below `/sandbox`, with the answer's JSON. Throws when it is no success. */
  call<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  addRepository(projectKey: string, name: string): Promise<void>;
  /** The webhooks of a repository. */
  hooks(projectKey: string, slug: string): Promise<Hook[]>;
  /** Makes an access token; `path` is `users/admin` or `projects/KEY/repos/slug`. */
  createToken(path: string, permission?: string): Promise<AccessToken>;
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
      return (await call<{ values: Hook[] }>("GET", path)).values;
    },
    createToken(path, permission = "REPO_ADMIN") {
      const body = { name: "Sentry", permissions: [permission] };
      return call<AccessToken>("PUT", `/rest/access-tokens/1.0/${path}`, body);
    },
  };
}

/**
 * Installs with an access token, by default a new one of the administrator. There must be a repository
 * that it administers.
 * @returns its id
 */
export async function installWithToken(
  world: IntegrationWorld,
  bitbucket: Bitbucket,
  given?: AccessToken,
): Promise<string> {
  const { token: accessToken } = given ?? (await bitbucket.createToken("users/admin"));
  await world.call("POST", PIPELINE, { action: "initialize", provider: "bitbucket_server" });
  const { json, text } = await world.call("POST", PIPELINE, { url: bitbucket.url, accessToken });
  const { integration } = (json["data"] ?? {}) as { integration?: { id: string } };
  if (!integration) throw new Error(`Not installed: ${text}`);
  return integration.id;
}

export const PIPELINE = "pipeline/integration_pipeline/";
