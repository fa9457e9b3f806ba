import { pino } from "pino";
import { readConfig } from "../src/config/config.ts";
import type { Database } from "../src/db/database.ts";
import { BitbucketServerIntegrationProvider } from "../src/integrations/bitbucket-server/provider.ts";
import { Installations } from "../src/integrations/installations.ts";
import { ProviderRegistry } from "../src/integrations/registry.ts";
import { wakeLanes } from "../src/jobs/job-store.ts";
import { ALL_SCOPES } from "../src/organizations/api-token.ts";
import { listProjectKeys } from "../src/organizations/project-key-store.ts";
import { createProject, type Project } from "../src/organizations/project-store.ts";
import { storeToken } from "../src/organizations/token-store.ts";
import type { Api } from "../src/sentry-api/api.ts";
import { FETCH_RELEASE_COMMITS } from "../src/releases/enqueue-release-commits.ts";
import { reopenReleaseFetch } from "../src/releases/release-fetch-fate.ts";
import { dismissRelayed, reopenRelayed } from "../src/upstream/relay/relay-fate-store.ts";
import { RelayConnections } from "../src/upstream/pass-through/relay-connections.ts";
import { Upstreams } from "../src/upstream/upstreams.ts";
import { createApi } from "../src/sentry-api/create-api.ts";
import { registerRoutes } from "../src/sentry-api/routes.ts";
import { enqueue } from "./enqueue.ts";
import {
  addIntegration,
  addRepository as addLinkedRepository,
  secretBox,
} from "./linked-repository.ts";
import { type Observed, observeAnswers } from "./observe-answers.ts";
import { observeRequests } from "./observe-requests.ts";
import { openTestDatabase } from "./open-test-database.ts";
import { dismissDelivery } from "../src/webhooks/dismiss-delivery.ts";
import { PROCESS_DELIVERY } from "../src/webhooks/store-delivery.ts";

/** What answers expect to be called; ports differ from run to run. */
export const PUBLIC_URL = "https://sentry.example.com";

/** The whole API on a port of its own, with the organization `acme` in it. */
export interface TestApi {
  url: string;
  db: Database;
  organizationId: number;
  userId: number;
  /** A token with all scopes. */
  token: string;
  /** What is registered, without the HEAD that comes with every GET. */
  routes: Route[];
  /** What it answered so far, held against Sentry's document and ours. */
  observed: Observed;
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  /** @throws Error when an answer was not as documented, or a request as somebody's upstream */
  close(): Promise<void>;
}

export interface Route {
  method: string;
  /** As Fastify knows it: `/api/0/organizations/:organization/`. */
  path: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests say by their assertions what it is
  body: any;
}

export async function startApi(): Promise<TestApi> {
  const db = await openTestDatabase();
  const { organizationId, userId, token } = await addAccount(db);
  const app = createApi(pino({ level: "silent" }), PUBLIC_URL);
  const routes = collectRoutes(app);
  const observed = observeAnswers(app);
  const asked = observeRequests(app);
  await registerAll(app, db);
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    url,
    db,
    organizationId,
    userId,
    token,
    routes,
    observed,
    async call(method, path, body) {
      const headers = {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      };
      const payload = body === undefined ? null : JSON.stringify(body);
      return toAnswer(await fetch(`${url}${path}`, { method, headers, body: payload }));
    },
    async close() {
      await app.close();
      await db.destroy();
      observed.finish();
      asked.finish();
    },
  };
}

export async function toAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const { status, headers } = response;
  return { status, headers, body: text === "" ? undefined : JSON.parse(text) };
}

/** Makes a project. @returns it with the key of its DSN */
export async function addProject(
  { db, organizationId }: TestApi,
  slug: string,
): Promise<Project & { publicKey: string }> {
  const project = await createProject(db, { organizationId, slug, name: slug, platform: "node" });
  const [key] = project ? await listProjectKeys(db, project.id) : [];
  if (!project || !key) throw new Error(`There is a project ${slug} already`);
  return { ...project, publicKey: key.publicKey };
}

/** Links a repository, as if to a Bitbucket that nobody asks anything. */
export async function addRepository(
  { db, organizationId }: TestApi,
  name: string,
): Promise<{ id: number; organizationId: number }> {
  const [projectKey = "", slug = ""] = name.split("/");
  // A Bitbucket for each, as the numbers of repositories count within one.
  const host = `${slug}.bitbucket.example.com`;
  const integrationId = await addIntegration(db, { organizationId, host });
  const linked = { organizationId, integrationId, host, projectKey, slug };
  const id = await addLinkedRepository(db, { ...linked, externalId: "1", secret: "s" });
  return { id, organizationId };
}

/** Reports a message to a project, as the SDKs of old did. */
export async function reportMessage(
  { url }: TestApi,
  { id, publicKey }: { id: number; publicKey: string },
  message: string,
  more: object = {},
): Promise<void> {
  const options = { method: "POST", body: JSON.stringify({ message, ...more }) };
  const answer = await fetch(`${url}/api/${id}/store/?sentry_key=${publicKey}`, options);
  if (!answer.ok) throw new Error(`Ingest answered ${answer.status}: ${await answer.text()}`);
}

function collectRoutes(app: Api): Route[] {
  const routes: Route[] = [];
  app.addHook("onRoute", ({ method, url: path }) => {
    for (const one of [method].flat()) if (one !== "HEAD") routes.push({ method: one, path });
  });
  return routes;
}

/** All routes, with an integration that reaches no host and jobs that nobody does. */
async function registerAll(app: Api, db: Database): Promise<void> {
  const registry = new ProviderRegistry([new BitbucketServerIntegrationProvider()]);
  await registerRoutes(app, {
    db,
    publicUrl: PUBLIC_URL,
    config: readConfig({ PUBLIC_URL, DATA_DIR: import.meta.dirname }),
    registry,
    secretBox,
    installations: new Installations({ db, registry, secretBox, wakeLanes }),
    upstreams: new Upstreams({ db, secretBox, wakeLanes, outbound: {} }),
    outbound: {},
    relayConnections: new RelayConnections({}),
    onRelayed: () => undefined,
    enqueue,
    wakeLanes,
    onReplay: { [FETCH_RELEASE_COMMITS]: reopenReleaseFetch, ...reopenRelayed },
    onDismiss: { [PROCESS_DELIVERY]: dismissDelivery, ...dismissRelayed },
    onLinked: () => Promise.resolve(),
  });
}

async function addAccount(db: Database) {
  const now = Date.now();
  const organization = await db
    .insertInto("organizations")
    .values({ slug: "acme", name: "Acme", resolveOn: "default-branch", createdAt: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  const user = await db
    .insertInto("users")
    .values({ email: "ann@example.com", name: "Ann", passwordHash: "", createdAt: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  const [organizationId, userId] = [organization.id, user.id];
  await db.insertInto("members").values({ organizationId, userId, role: "owner" }).execute();
  const token = "sntryu_of_ann";
  await storeToken(db, { token, userId, name: "all", scopes: ALL_SCOPES });
  return { organizationId, userId, token };
}
