import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runProgram } from "../world/run-program.ts";
import { startService } from "../world/start-service.ts";
import { startWorld } from "../world/start-world.ts";
import { expectToGoOn, liveIn } from "./lived-in.ts";

const COMMAND = join(import.meta.dirname, "../../packages/server/src/commands/backup.ts");

test("a backup of a running service, restored elsewhere, has its past and takes the next push", async () => {
  const world = await startWorld();
  onTestFinished(() => world.sandbox.close());
  const past = await liveIn(world);
  const backup = join(world.folder, "backup.sqlite");
  const env = { DATA_DIR: world.dataDir, DATABASE_URL: "" };
  const told = await runProgram(process.execPath, [COMMAND, "--to", backup], { env });
  expect(told).toContain("are whole");
  await world.app.close();

  const dataDir = join(world.folder, "restored");
  mkdirSync(dataDir);
  copyFileSync(backup, join(dataDir, "sentry-bitbucket-server.sqlite"));
  copyFileSync(join(world.dataDir, "secret-key"), join(dataDir, "secret-key"));
  const port = Number(new URL(world.serviceUrl).port);
  const restored = await startService({ dataDir, port });
  try {
    await expectToGoOn(restored, past);
  } finally {
    await restored.app.close();
  }
});
