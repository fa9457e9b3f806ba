import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@sentry-bitbucket-server/sandbox";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { connectWithAccessToken, linkRepository } from "./world/connect.ts";
import { createRepository } from "./world/create-repository.ts";
import { eventually } from "./world/eventually.ts";
import { freePort } from "./world/free-port.ts";
import { git } from "./world/git.ts";
import { getIssue } from "./world/issue.ts";
import { basic, JsonClient } from "./world/json-client.ts";
import { createProject, reportCrash } from "./world/report-crash.ts";
import { runProgram } from "./world/run-program.ts";
import { makeStore } from "./world/start-test-world.ts";
import { changeDatabase } from "./world/service-database.ts";
import { type ServiceProcess, startServiceProcess } from "./world/service-process.ts";

const MOVE_DATA = join(import.meta.dirname, "../packages/server/src/commands/move-data.ts");
const ADMIN_TOKEN = "t".repeat(64);
const ADMIN_PASSWORD = "correct horse battery";

let folder: string;
let sandbox: Sandbox;
let port: string;
/** The variables of the service's database. */
let store: Record<string, string>;
let service: ServiceProcess | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "service-process-"));
  sandbox = await startSandbox({ dataDir: join(folder, "bitbucket") });
  port = String(await freePort(0));
  store = await makeStore();
});

afterEach(async () => {
  await service?.end("SIGKILL");
  service = undefined;
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<ServiceProcess> {
  service = await startServiceProcess({
    PORT: port,
    DATA_DIR: join(folder, "service"),
    ...store,
    ORGANIZATION: "acme",
    ADMIN_TOKEN,
    ADMIN_PASSWORD,
    LOG_LEVEL: "trace",
  });
  return service;
}

const world = () => ({
  folder,
  bitbucket: new JsonClient(sandbox.url, basic("admin", "admin")),
  service: new JsonClient(`http://localhost:${port}/api/0`, `Bearer ${ADMIN_TOKEN}`),
});

test("pushes that came while the service was down are brought when it starts", async () => {
  const stopped = await start();
  const { clone } = await createRepository(world(), "SHOP", "storefront");
  await linkRepository(world(), await connectWithAccessToken(world()), "SHOP/storefront");
  await reportCrash(await createProject(world(), "shop"), { fingerprint: "one" });
  const first = () =>
    world().service.call<unknown[]>("GET", "/organizations/acme/repos/1/commits/");
  await eventually("the first sight", async () => (await first()).length === 1);
  await stopped.end("SIGTERM");
  for (const message of ["one", "two", "Fixes SHOP-1"]) {
    await git(clone, "commit", "--quiet", "--allow-empty", "-m", message);
    await git(clone, "push", "--quiet", "origin", "main");
  }
  await sandbox.idle();
  await start();
  await eventually("the issue to be resolved", async () => {
    return (await getIssue(world(), "SHOP-1")).status === "resolved";
  });
  expect(await first()).toHaveLength(4);
});

test("a push that was taken survives kill -9 of the service", async () => {
  const killed = await start();
  const { clone } = await createRepository(world(), "SHOP", "storefront");
  await linkRepository(world(), await connectWithAccessToken(world()), "SHOP/storefront");
  await reportCrash(await createProject(world(), "shop"), { fingerprint: "one" });
  // Bitbucket does not answer our questions until after the kill, so the job cannot have ended.
  const { id } = await world().bitbucket.call<{ id: number }>("POST", "/sandbox/faults", {
    kind: "latency",
    ms: 60_000,
    pathPattern: "/rest/api/.*/(commits|default-branch)",
  });
  await git(clone, "commit", "--quiet", "--allow-empty", "-m", "Fixes SHOP-1");
  await git(clone, "push", "--quiet", "origin", "main");
  await sandbox.idle();
  await killed.end("SIGKILL");
  await world().bitbucket.call("DELETE", `/sandbox/faults/${id}`);
  await start();
  const resolved = eventually(
    "the resolution",
    async () => (await getIssue(world(), "SHOP-1")).status === "resolved",
    30_000,
  );
  await expect(resolved).resolves.toBe(true);
});

test("SIGTERM ends it with success, and the first start told what it made", async () => {
  const running = await start();
  expect(running.output()).toContain("organization acme, owner admin@localhost");
  expect(await running.end("SIGTERM")).toBe(0);
});

// On PostgreSQL a second one is a replica.
test.skipIf(inject("postgres"))(
  "a second one with the same folder does not start, nor is its data moved meanwhile",
  async () => {
    await start();
    const DATA_DIR = join(folder, "service");
    const second = startServiceProcess({ PORT: String(await freePort(0)), DATA_DIR });
    await expect(second).rejects.toThrow("a service that runs already");
    const from = join(DATA_DIR, "sentry-bitbucket-server.sqlite");
    const to = "postgres://nobody@127.0.0.1:1/none";
    const moving = runProgram(process.execPath, [MOVE_DATA, "--from", from, "--to", to]);
    await expect(moving).rejects.toThrow("Stop the service");
  },
);

/** Bitbucket is asked about a push, and does not answer. */
async function pushIntoSilence(): Promise<void> {
  const { clone } = await createRepository(world(), "SHOP", "storefront");
  await linkRepository(world(), await connectWithAccessToken(world()), "SHOP/storefront");
  await world().bitbucket.call("POST", "/sandbox/faults", {
    kind: "latency",
    ms: 60_000,
    pathPattern: "/rest/api/.*/(commits|default-branch)",
  });
  await git(clone, "push", "--quiet", "origin", "main:copy");
  await sandbox.idle();
  await eventually("a job under way", async () => (await listAttempts()).includes(1));
}

/** Of the jobs that are not done: 1 when it is under way for the first time. */
async function listAttempts(): Promise<number[]> {
  const path = "/organizations/acme/jobs/?state=waiting";
  const jobs = await world().service.call<{ attempts: number }[]>("GET", path);
  return jobs.map(({ attempts }) => attempts);
}

test("a job that Bitbucket keeps waiting is given back within 10 s, and was no attempt", async () => {
  const running = await start();
  await pushIntoSilence();
  const stoppedAt = Date.now();
  expect(await running.end("SIGTERM")).toBe(0);
  expect(Date.now() - stoppedAt).toBeLessThan(10_000);
  expect(running.output()).toContain("job given back");
  expect(running.output()).not.toContain("stopped before all work under way was done");
  await start();
  // Begun at once, without waiting for a lease to end, and as the first attempt.
  await eventually("the job", async () => (await listAttempts()).includes(1), 5_000);
});

test("a second signal ends the service at once", async () => {
  const running = await start();
  await pushIntoSilence();
  running.child.kill("SIGTERM");
  await eventually("the first signal", () =>
    Promise.resolve(running.output().includes("stopping")),
  );
  const stoppedAt = Date.now();
  expect(await running.end("SIGTERM")).toBe(1);
  expect(Date.now() - stoppedAt).toBeLessThan(3_000);
});

test("a wrong environment is told in a sentence that names the variable", async () => {
  const wrong = startServiceProcess({ PORT: "http" });
  await expect(wrong).rejects.toThrow("PORT must be a port number");
});

test("a taken port is told in a sentence, and the owner is made by the start that gets one", async () => {
  const taken = startServiceProcess({
    PORT: String(sandbox.port),
    DATA_DIR: join(folder, "service"),
    ...store,
  });
  const [told] = await Promise.allSettled([taken]);
  const { message } = told.status === "rejected" ? (told.reason as Error) : { message: "started" };
  expect(message).toContain(`Port ${sandbox.port} is taken.`);
  expect(message).not.toContain("Password");
  const running = await startServiceProcess({
    PORT: port,
    DATA_DIR: join(folder, "service"),
    ...store,
  });
  expect(running.output()).toMatch(
    /Password, shown this once: \S{16}\nWith it you make your account: open http:\S+ in a browser\./,
  );
  await running.end("SIGTERM");
});

test("another SECRET_KEY than before is told at the start, not with every webhook", async () => {
  await (await start()).end("SIGTERM");
  const wrong = startServiceProcess({
    PORT: port,
    DATA_DIR: join(folder, "service"),
    ...store,
    SECRET_KEY: "another key than the one of before",
  });
  await expect(wrong).rejects.toThrow("The database was encrypted with another SECRET_KEY.");
});

test("a database that a newer version has updated is refused", async () => {
  await (await start()).end("SIGTERM");
  const database = { dataDir: join(folder, "service"), databaseUrl: store["DATABASE_URL"] };
  const add = "insert into kysely_migration (name, timestamp) values ('9999-later', '')";
  await changeDatabase(database, add);
  await expect(start()).rejects.toThrow("newer version of this service (its migration 9999-later");
});
