import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "@sentry-bitbucket-server/e2e/world/free-port.ts";
import { JsonClient } from "@sentry-bitbucket-server/e2e/world/json-client.ts";
import { startServiceProcess } from "@sentry-bitbucket-server/e2e/world/service-process.ts";
import { type LoadFigures, runLoad } from "../load/run-load.ts";
import { envelopeOf10Kb } from "./envelope-of-10-kb.ts";

const SECONDS = 10;
const CONNECTIONS = 100;
const FAULTS = 50;
const TOKEN = `sntryu_${"b".repeat(64)}`;

/**
 * Events of 10 kB, each on disk before it is answered, one process, SQLite; the yardstick of the same run is
 * a route that takes the same bytes and drops them. The load comes from another process.
 */
export async function benchIngest(): Promise<void> {
  const bodies = Array.from({ length: FAULTS }, (_, fault) => envelopeOf10Kb(fault));
  const bare = await loadBareRoute(bodies);
  const { figures, stored } = await loadService(bodies);
  console.log(`\nevents of ${bodies[0]?.length} bytes, ${CONNECTIONS} connections, ${SECONDS} s`);
  console.log(`  stored durably: ${describe(figures)}`);
  console.log(`  answered ${figures.succeeded}, counted in issues afterwards ${stored}`);
  console.log(`  bare route, same run: ${describe(bare)}`);
  console.log(`  ratio: ${(figures.perSecond / bare.perSecond).toFixed(2)}`);
}

async function loadBareRoute(bodies: string[]): Promise<LoadFigures> {
  const child = fork(fileURLToPath(import.meta.resolve("./bare-route.ts")));
  try {
    const [url] = (await once(child, "message")) as [string];
    return await loadWith(url, "/", bodies);
  } finally {
    child.disconnect();
  }
}

async function loadService(bodies: string[]): Promise<{ figures: LoadFigures; stored: number }> {
  const folder = mkdtempSync(join(tmpdir(), "bench-ingest-"));
  const port = await freePort(0);
  const service = await startServiceProcess({
    PORT: String(port),
    DATA_DIR: folder,
    ADMIN_PASSWORD: "correct horse battery",
    ADMIN_TOKEN: TOKEN,
    LOG_LEVEL: "warn",
  });
  try {
    const url = `http://127.0.0.1:${port}`;
    const client = new JsonClient(`${url}/api/0`, `Bearer ${TOKEN}`);
    const dsn = await createProject(client);
    const path = `/api${dsn.pathname}/envelope/?sentry_key=${dsn.username}`;
    const figures = await loadWith(url, path, bodies);
    const issues = await client.call<{ count: string }[]>("GET", "/projects/sentry/shop/issues/");
    const stored = issues.reduce((sum, issue) => sum + Number(issue.count), 0);
    return { figures, stored };
  } finally {
    await service.end("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  }
}

async function createProject(client: JsonClient): Promise<URL> {
  await client.call("POST", "/organizations/sentry/projects/", { name: "shop", slug: "shop" });
  const [key] = await client.call<{ dsn: { public: string } }[]>(
    "GET",
    "/projects/sentry/shop/keys/",
  );
  return new URL(key?.dsn.public ?? "");
}

function loadWith(url: string, path: string, bodies: string[]): Promise<LoadFigures> {
  const requests = bodies.map((body) => ({ method: "POST" as const, path, body }));
  return runLoad({ url, requests, connections: CONNECTIONS, seconds: SECONDS });
}

function describe({ perSecond, p50, p99 }: LoadFigures): string {
  return `${Math.round(perSecond)} per second, median ${p50} ms, p99 ${p99} ms`;
}
