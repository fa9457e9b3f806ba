import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  connectWithAccessToken,
  linkRepository,
} from "@sentry-bitbucket-server/e2e/world/connect.ts";
import { eventually } from "@sentry-bitbucket-server/e2e/world/eventually.ts";
import { freePort } from "@sentry-bitbucket-server/e2e/world/free-port.ts";
import { JsonClient } from "@sentry-bitbucket-server/e2e/world/json-client.ts";
import { changeDatabase } from "@sentry-bitbucket-server/e2e/world/service-database.ts";
import { startServiceProcess } from "@sentry-bitbucket-server/e2e/world/service-process.ts";
import { type BenchBitbucket, startBenchBitbucket } from "../world/bench-bitbucket.ts";
import { fillDatabase, LATER_MS, type Size } from "./fill-database.ts";

/** Both servers, each a process, with a repository that is linked and a database that is full. */
export interface ScaleWorld extends BenchBitbucket {
  size: Size;
  service: JsonClient;
  serviceUrl: string;
  adminPassword: string;
  dataDir: string;
  close(): Promise<void>;
}

const REPOSITORY = "/organizations/acme/repos/1/";
const PASSWORD = "correct horse battery";
const TOKEN = `sntryu_${"b".repeat(64)}`;

/** @param commits so many can be pushed */
export async function startScaleWorld(size: Size, commits: number): Promise<ScaleWorld> {
  const folder = mkdtempSync(join(tmpdir(), "bench-scale-"));
  const dataDir = join(folder, "service");
  const host = await startBenchBitbucket(folder, commits);
  const port = await freePort(0);
  const start = () => startServiceProcess(toEnvironment(dataDir, port));
  const service = new JsonClient(`http://127.0.0.1:${port}/api/0`, `Bearer ${TOKEN}`);
  const empty = await start();
  await link(service, host);
  await empty.end("SIGTERM");
  fillDatabase(join(dataDir, "sentry-bitbucket-server.sqlite"), size);
  const startedAt = Date.now();
  const full = await start();
  await eventually("the comparison at the start", async () => {
    return Date.parse((await getReport(service)).lastDone ?? "") > startedAt;
  });
  const serviceUrl = `http://localhost:${port}`;
  const world = { ...host, size, service, serviceUrl, adminPassword: PASSWORD, dataDir };
  await setNextReconcile(world, Date.now() + LATER_MS);
  return {
    ...world,
    async close() {
      await full.end("SIGTERM");
      await host.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A linked repository is compared every second, once its time has come. */
function toEnvironment(dataDir: string, port: number) {
  return {
    PORT: String(port),
    DATA_DIR: dataDir,
    ORGANIZATION: "acme",
    ADMIN_PASSWORD: PASSWORD,
    ADMIN_TOKEN: TOKEN,
    LOG_LEVEL: "warn",
    RECONCILE_INTERVAL: "1",
  };
}

async function link(service: JsonClient, { bitbucket }: BenchBitbucket): Promise<void> {
  const integrationId = await connectWithAccessToken({ service, bitbucket });
  await linkRepository({ service }, integrationId, "SHOP/web");
  await service.call("POST", "/organizations/acme/projects/", { name: "shop", slug: "shop" });
  await eventually("the first sight", async () => (await getReport(service)).lastDone !== null);
}

const getReport = (service: JsonClient) =>
  service.call<{ lastDone: string | null }>("GET", `${REPOSITORY}reconcile/`);

/** @param nextAt epoch milliseconds */
export async function setNextReconcile(
  world: Pick<ScaleWorld, "dataDir">,
  nextAt: number,
): Promise<void> {
  await changeDatabase(world, "update reconciles set next_at = ? where repository_id = 1", nextAt);
}
