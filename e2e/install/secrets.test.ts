import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccessToken } from "../world/connect.ts";
import { visit } from "../world/json-client.ts";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { Installing, startFilledBitbucket } from "./installing.ts";
import { addConsumer, decide, keyPair, requestToken } from "./oauth.ts";

let world: World;
let installing: Installing;

beforeAll(async () => {
  world = await startTestWorld({ LOG_LEVEL: "trace" });
  installing = new Installing(world);
});
afterAll(() => world.close());

test("no secret is in an answer, in the log, or readable in the database", async () => {
  const bitbucket = await startFilledBitbucket();
  await addConsumer(bitbucket);
  const accessToken = await createAccessToken(bitbucket);
  await installing.connect(bitbucket, accessToken);
  const requested = await requestToken(installing, bitbucket);
  const { location, verifier } = await decide(bitbucket, requested, "approve");
  const readDatabase = async () =>
    Promise.all(
      ["sqlite", "sqlite-wal"].map((ending) =>
        readFile(join(world.dataDir, `sentry-bitbucket-server.${ending}`), "latin1"),
      ),
    );
  const files = await readDatabase();
  const page = await visit(location);
  const list = await installing.acme.send("GET", "/integrations/");
  files.push(...(await readDatabase()));
  const seen = [page.text, list.text, world.log(), ...files].join();
  expect(seen).toContain("@admin");
  const keyLine = keyPair.privateKey.split("\n")[1] ?? "";
  for (const secret of [accessToken.token, requested, keyLine]) expect(seen).not.toContain(secret);
  expect(page.text + world.log()).not.toContain(verifier);
});
