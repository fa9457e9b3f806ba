import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connectWithAccessToken } from "./world/connect.ts";
import { createRepository } from "./world/create-repository.ts";
import { runProgram } from "./world/run-program.ts";
import { startTestService, startTestWorld } from "./world/start-test-world.ts";

const COMMAND = join(import.meta.dirname, "../packages/server/src/commands/rotate-key.ts");

test("after the key was changed the service goes on with all its integrations", async () => {
  const world = await startTestWorld();
  try {
    await createRepository(world, "SHOP", "storefront");
    const id = await connectWithAccessToken(world);
    const keyFile = join(world.dataDir, "secret-key");
    const before = readFileSync(keyFile, "utf8");

    const { dataDir, databaseUrl } = world;
    const env = { DATA_DIR: dataDir, DATABASE_URL: databaseUrl ?? "", SECRET_KEY: "" };
    await expect(runProgram(process.execPath, [COMMAND], { env })).rejects.toThrow(
      "Stop the service",
    );
    await world.app.close();
    await expect(runProgram(process.execPath, [COMMAND, "--help"], { env })).rejects.toThrow(
      "Usage",
    );
    expect(readFileSync(keyFile, "utf8")).toBe(before);
    const told = await runProgram(process.execPath, [COMMAND], { env });
    expect(told).toContain("Sealed with the new key: 1 identities");
    const after = readFileSync(keyFile, "utf8");
    expect(after).toMatch(/^[0-9a-f]{64}$/);
    expect(after).not.toBe(before);
    expect(told).not.toContain(after);
    const kept = /The old one is in (\S+):/.exec(told)?.[1] ?? "";
    expect(readFileSync(kept, "utf8")).toBe(before);

    const own = "o".repeat(40);
    const chosen = { ...env, NEW_SECRET_KEY: own };
    expect(await runProgram(process.execPath, [COMMAND], { env: chosen })).toContain(
      "as SECRET_KEY",
    );
    const without = { ...env, SECRET_KEY: own };
    await expect(runProgram(process.execPath, [COMMAND], { env: without })).rejects.toThrow(
      "Set NEW_SECRET_KEY",
    );

    const service = await startTestService({ SECRET_KEY: own }, world);
    const path = `/organizations/acme/integrations/${id}/repos/`;
    const found = await service.service.call<{ repos: object[] }>("GET", path);
    expect(found.repos).toMatchObject([{ identifier: "SHOP/storefront" }]);

    const { rows } = await service.service.call<{ rows: object[] }>(
      "GET",
      "/organizations/acme/audit-logs/?event=secret-key.rotate",
    );
    expect(rows).toMatchObject([{ actor: { name: "service" } }, { ipAddress: null }]);
  } finally {
    await world.close();
  }
});
