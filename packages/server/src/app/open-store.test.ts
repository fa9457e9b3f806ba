import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabaseUrl } from "../../test/test-store.ts";
import { type Config, readConfig } from "../config/config.ts";
import { openStore } from "./open-store.ts";

let folder: string;
let config: Config;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "open-store-"));
  const databaseUrl = await createTestDatabaseUrl();
  config = readConfig({ DATA_DIR: join(folder, "data"), DATABASE_URL: databaseUrl });
});

afterEach(() => rmSync(folder, { recursive: true }));

const open = async () => (await openStore(config)).close();
const keyFile = () => join(config.dataDir, "secret-key");

test("a new database is given a key, and without that one it is not opened, and no other is made", async () => {
  await open();
  const kept = join(folder, "kept");
  renameSync(keyFile(), kept);
  await expect(open()).rejects.toThrow("there is no secret-key in DATA_DIR");
  expect(existsSync(keyFile())).toBe(false);
  renameSync(kept, keyFile());
  await open();
});

test("a database is not opened with the key of another", async () => {
  await open();
  writeFileSync(keyFile(), "0".repeat(64));
  await expect(open()).rejects.toThrow("encrypted with another SECRET_KEY");
});
