import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { adoptSecretKey, loadSecretKey, prepareSecretKey } from "./secret-key.ts";

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "secret-key-"));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

test("a key is made once, for its owner's eyes only, and found again", () => {
  const key = loadSecretKey(dataDir, undefined);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(loadSecretKey(dataDir, undefined)).toBe(key);
  expect(statSync(join(dataDir, "secret-key")).mode & 0o777).toBe(0o600);
});

test("the operator's own key goes first and is not written down", () => {
  expect(loadSecretKey(dataDir, "k".repeat(40))).toBe("k".repeat(40));
  expect(() => readFileSync(join(dataDir, "secret-key"))).toThrow("ENOENT");
});

test("a key file that was cut off is refused in words rather than used", () => {
  writeFileSync(join(dataDir, "secret-key"), "");
  expect(() => loadSecretKey(dataDir, undefined)).toThrow("does not hold 64 hex digits");
});

test("a new key is prepared once, whoever is interrupted, and takes the place of the old one", () => {
  const old = loadSecretKey(dataDir, undefined);
  const prepared = prepareSecretKey(dataDir);
  expect(prepareSecretKey(dataDir)).toBe(prepared);
  expect(loadSecretKey(dataDir, undefined)).toBe(old);
  adoptSecretKey(dataDir);
  expect(loadSecretKey(dataDir, undefined)).toBe(prepared);
  expect(statSync(join(dataDir, "secret-key")).mode & 0o777).toBe(0o600);
});
