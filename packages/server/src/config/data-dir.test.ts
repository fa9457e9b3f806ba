import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { prepareDataDir, requireWritableDataDir } from "./data-dir.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "data-dir-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

test("it is made with the folders above it, for its owner alone, and found again", () => {
  const dataDir = join(folder, "a", "b");
  prepareDataDir(dataDir);
  prepareDataDir(dataDir);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
});

test("a file in its place is refused with its path and the user", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  expect(() => prepareDataDir(join(file, "data"))).toThrow(/^DATA_DIR \(.*file\/data\) cannot be/);
  expect(() => prepareDataDir(file)).toThrow(/cannot be written by user \S+: E/);
});

test("one that is not there is refused by who makes none", () => {
  expect(() => requireWritableDataDir(join(folder, "none"))).toThrow("ENOENT");
});

test.runIf(existsSync("/proc/self"))("a folder that takes no others is refused at once", () => {
  expect(() => prepareDataDir("/proc/none/data")).toThrow("DATA_DIR (/proc/none/data) cannot be");
});
