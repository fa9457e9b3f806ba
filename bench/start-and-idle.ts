import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@sentry-bitbucket-server/e2e/world/free-port.ts";
import { startServiceProcess } from "@sentry-bitbucket-server/e2e/world/service-process.ts";
import { describeFigures } from "./figures.ts";
import { residentMegabytes } from "./world/resident-megabytes.ts";

const STARTS = 5;
const IDLE_MS = 3_000;

/** From the start of the process to ready (first start, and again on its data), and memory when idle. */
export async function benchStart(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-start-"));
  const first: number[] = [];
  const again: number[] = [];
  const memory: number[] = [];
  try {
    for (let n = 0; n < STARTS; n++) {
      const environment = {
        PORT: String(await freePort(0)),
        DATA_DIR: join(folder, String(n)),
        ADMIN_PASSWORD: "correct horse battery",
      };
      for (const times of [first, again]) {
        const service = await startServiceProcess(environment);
        times.push(service.readyAfterMs);
        if (times === again) {
          await pause(IDLE_MS);
          memory.push(residentMegabytes(service.child.pid ?? 0));
        }
        await service.end("SIGTERM");
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`\nprocess started → ready, ${STARTS} times`);
  console.log(`  first start (makes database, key and owner): ${describeFigures(first, "ms")}`);
  console.log(`  started again: ${describeFigures(again, "ms")}`);
  console.log(`\nresident memory, idle for ${IDLE_MS / 1000} s: ${describeFigures(memory, "MB")}`);
}
