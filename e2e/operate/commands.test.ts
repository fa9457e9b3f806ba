import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@sentry-bitbucket-server/server/database";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runProgram } from "../world/run-program.ts";

const PACKAGE = join(import.meta.dirname, "../../packages/server");

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "commands-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** @returns what it says before it fails */
async function fail(program: string, args: string[], env: Record<string, string> = {}) {
  const blank = { DATA_DIR: folder, DATABASE_URL: "", SECRET_KEY: "", NEW_SECRET_KEY: "" };
  const file = join(PACKAGE, program);
  const running = runProgram(process.execPath, [file, ...args], { env: { ...blank, ...env } });
  const error = await running.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message : "It did not fail.";
}

const STACK = /^ +at /m;

test.each([
  ["backup", ["--help"], "Usage: npm run backup"],
  ["backup", ["--to"], "Usage: npm run backup"],
  ["doctor", ["--jsn"], "Usage: npm run doctor"],
  ["move-data", ["--help"], "Set DATABASE_URL to the PostgreSQL database"],
  ["rotate-key", ["now"], "Usage: npm run rotate-key"],
])("%s with %j says how it is called, and does nothing", async (command, args, sentence) => {
  const said = await fail(`src/commands/${command}.ts`, args);
  expect(said).toContain(sentence);
  expect(said).not.toMatch(STACK);
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ["start.js", []],
  ["src/commands/backup.ts", ["--to", "copy.sqlite"]],
  ["src/commands/rotate-key.ts", []],
])("%s names the variable that is wrong", async (program, args) => {
  const said = await fail(program, args, { PORT: "http" });
  expect(said).toContain("PORT must be a port number");
  expect(said).not.toMatch(STACK);
});

test.each(["start.js", "src/commands/rotate-key.ts"])(
  "%s names the folder that it cannot write",
  async (program) => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const said = await fail(program, [], { DATA_DIR: file });
    expect(said).toContain(`DATA_DIR (${file}) cannot be written by user`);
    expect(said).not.toMatch(STACK);
  },
);

test("a service that cannot listen makes no owner, whose password would be shown in vain", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const PORT = String((server.address() as AddressInfo).port);
  try {
    const said = await fail("start.js", [], { PORT });
    expect(said).toContain(`Port ${PORT} is taken.`);
    expect(said).not.toContain("shown this once");
  } finally {
    server.close();
  }
  const db = await openDatabase(join(folder, "sentry-bitbucket-server.sqlite"));
  expect(await db.selectFrom("users").select("id").execute()).toEqual([]);
  await db.destroy();
});
