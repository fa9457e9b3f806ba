import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@sentry-bitbucket-server/sandbox";
import { createTestStore, type TestStore } from "@sentry-bitbucket-server/server/test/test-store";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connectWithAccessToken, linkRepository } from "./world/connect.ts";
import { createRepository } from "./world/create-repository.ts";
import { eventually } from "./world/eventually.ts";
import { freePort } from "./world/free-port.ts";
import { git } from "./world/git.ts";
import { getIssue } from "./world/issue.ts";
import { basic, JsonClient } from "./world/json-client.ts";
import { createProject, reportCrash } from "./world/report-crash.ts";
import { queryDatabase } from "./world/service-database.ts";
import { type ServiceProcess, startServiceProcess } from "./world/service-process.ts";

/** Processes of the service that share a PostgreSQL database and nothing else. */

interface Replica extends ServiceProcess {
  /** Its API. */
  service: JsonClient;
}

const ADMIN_TOKEN = "t".repeat(64);

let folder: string;
let store: TestStore;
let sandbox: Sandbox;
const replicas: Replica[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "replicas-"));
  store = await createTestStore({ hasTables: false });
  sandbox = await startSandbox({ dataDir: join(folder, "bitbucket") });
});

afterEach(async () => {
  await Promise.all(replicas.splice(0).map((replica) => replica.end("SIGKILL")));
  await sandbox.close();
  await store.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function startReplica(name: string): Promise<Replica> {
  const port = String(await freePort(0));
  const process = await startServiceProcess({
    PORT: port,
    DATA_DIR: join(folder, name),
    DATABASE_URL: store.address,
    SECRET_KEY: "k".repeat(64),
    ORGANIZATION: "acme",
    ADMIN_TOKEN,
    ADMIN_PASSWORD: "correct horse battery",
  });
  const service = new JsonClient(`http://localhost:${port}/api/0`, `Bearer ${ADMIN_TOKEN}`);
  const replica = { ...process, service };
  replicas.push(replica);
  return replica;
}

const query = (statement: string) =>
  queryDatabase({ dataDir: folder, databaseUrl: store.address }, statement);

test("replicas that start at once make the tables, the first owner and what is due once", async () => {
  const started = await Promise.all(["one", "two", "three"].map(startReplica));
  const told = started.filter((replica) => replica.output().includes("First start:"));
  expect(told).toHaveLength(1);
  expect(await query("select id from organizations")).toHaveLength(1);
  expect(await query("select id from users")).toHaveLength(1);
  for (const { service } of started) {
    expect(await service.call("GET", "/organizations/acme/")).toMatchObject({ slug: "acme" });
  }
  const turns = "select id from jobs where kind = 'clean-up'";
  await eventually("the first turn of a schedule", async () => (await query(turns)).length > 0);
  expect(await query(turns)).toHaveLength(1);
});

test("a webhook that one replica took is worked by another when the first is killed", async () => {
  const first = await startReplica("one");
  const bitbucket = new JsonClient(sandbox.url, basic("admin", "admin"));
  const world = { folder, bitbucket, service: first.service };
  const { clone } = await createRepository(world, "SHOP", "storefront");
  await linkRepository(world, await connectWithAccessToken(world), "SHOP/storefront");
  await reportCrash(await createProject(world, "shop"), { fingerprint: "one" });
  // The first replica has begun and cannot end: Bitbucket does not answer until it is gone.
  const { id } = await bitbucket.call<{ id: number }>("POST", "/sandbox/faults", {
    kind: "latency",
    ms: 60_000,
    pathPattern: "/rest/api/.*/(commits|default-branch)",
  });
  await git(clone, "commit", "--quiet", "--allow-empty", "-m", "Fixes SHOP-1");
  await git(clone, "push", "--quiet", "origin", "main");
  await sandbox.idle();
  const held = "select name from lanes where leased_by is not null and name like 'repository:%'";
  await eventually("a job under way", async () => (await query(held)).length > 0);
  const second = await startReplica("two");
  await first.end("SIGKILL");
  await bitbucket.call("DELETE", `/sandbox/faults/${id}`);
  // After the lease of the first, 10 s.
  await eventually(
    "the resolution",
    async () => (await getIssue(second, "SHOP-1")).status === "resolved",
    25_000,
  );
  expect(await query("select issue_id from resolutions")).toHaveLength(1);
});
