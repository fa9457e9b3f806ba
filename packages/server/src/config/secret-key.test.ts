import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { adoptSecretKey, makeSecretKey, prepareSecretKey, readSecretKey } from "./secret-key.ts";

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "secret-key-"));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

test("a key is made once, for its owner's eyes only, and found again", () => {
  expect(readSecretKey(dataDir)).toBeUndefined();
  const key = makeSecretKey(dataDir);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(makeSecretKey(dataDir)).toBe(key);
  expect(readSecretKey(dataDir)).toBe(key);
  expect(modeOf("secret-key")).toBe(0o600);
});

test("a key file that was cut off is refused in words rather than used", () => {
  writeFileSync(join(dataDir, "secret-key"), "");
  expect(() => readSecretKey(dataDir)).toThrow("does not hold 64 hex digits");
});

test("a new key is prepared once, whoever is interrupted, and the old one is kept beside it", () => {
  const old = makeSecretKey(dataDir);
  const prepared = prepareSecretKey(dataDir);
  expect(prepareSecretKey(dataDir)).toBe(prepared);
  expect(readSecretKey(dataDir)).toBe(old);
  const kept = adoptSecretKey(dataDir, new Date("2026-01-02T03:04:05.678Z"));
  expect(readSecretKey(dataDir)).toBe(prepared);
  expect(modeOf("secret-key")).toBe(0o600);
  expect(kept).toBe(join(dataDir, "secret-key.before-2026-01-02T03-04-05.678Z"));
  expect(readFileSync(kept, "utf8")).toBe(old);
  expect(modeOf("secret-key.before-2026-01-02T03-04-05.678Z")).toBe(0o600);
});

const modeOf = (name: string) => statSync(join(dataDir, name)).mode & 0o777;
