import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { startBenchService } from "../load/bench-service.ts";
import { type LoadFigures, runLoad } from "../load/run-load.ts";
import { envelopeOf10Kb } from "./envelope-of-10-kb.ts";

const SECONDS = 10;
const CONNECTIONS = 100;
const FAULTS = 50;

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
  const service = await startBenchService();
  try {
    const path = `/api/${service.projectId}/envelope/?sentry_key=${service.dsnKey}`;
    const figures = await loadWith(service.url, path, bodies);
    const issues = await service.client.call<{ count: string }[]>(
      "GET",
      "/projects/sentry/shop/issues/",
    );
    const stored = issues.reduce((sum, issue) => sum + Number(issue.count), 0);
    return { figures, stored };
  } finally {
    await service.stop();
    service.remove();
  }
}

function loadWith(url: string, path: string, bodies: string[]): Promise<LoadFigures> {
  const requests = bodies.map((body) => ({ method: "POST" as const, path, body }));
  return runLoad({ url, requests, connections: CONNECTIONS, seconds: SECONDS });
}

function describe({ perSecond, p50, p99 }: LoadFigures): string {
  return `${Math.round(perSecond)} per second, median ${p50} ms, p99 ${p99} ms`;
}
