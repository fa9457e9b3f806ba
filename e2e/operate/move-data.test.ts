import { join } from "node:path";
import { createTestStore } from "@sentry-bitbucket-server/server/test/test-store";
import { expect, onTestFinished, test } from "vitest";
import { runProgram } from "../world/run-program.ts";
import { startService } from "../world/start-service.ts";
import { startWorld } from "../world/start-world.ts";
import { expectToGoOn, liveIn } from "./lived-in.ts";

const COMMAND = join(import.meta.dirname, "../../packages/server/src/commands/move-data.ts");

test("a service that was moved to PostgreSQL has its past, and takes the next push", async () => {
  const world = await startWorld();
  onTestFinished(() => world.sandbox.close());
  const past = await liveIn(world);
  await world.app.close();

  const store = await createTestStore({ hasTables: false });
  const from = join(world.dataDir, "sentry-bitbucket-server.sqlite");
  const env = { DATABASE_URL: store.address };
  const told = await runProgram(process.execPath, [COMMAND, "--from", from], { env });
  expect(told).toContain("moved; counts and checksums are equal.");
  const moved = await startService({
    dataDir: world.dataDir,
    port: Number(new URL(world.serviceUrl).port),
    environment: { DATABASE_URL: store.address },
  });
  try {
    await expectToGoOn(moved, past);
  } finally {
    await moved.app.close();
    await store.remove();
  }
});
