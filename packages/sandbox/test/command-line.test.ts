import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

function start(...args: string[]): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [main, ...args]);
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, output: () => output };
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "sandbox-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test("it prints its address and user, a second one on its port is told so, and an interrupt ends it", async () => {
  const first = start("--port", "0", "--data", await folder());
  await expect.poll(first.output, { timeout: 20_000 }).toContain("Ctrl-C stops it.");
  const url = /http:\/\/\S+/.exec(first.output())?.[0] ?? "";
  expect(first.output()).toContain("admin / admin");
  expect((await fetch(`${url}/rest/api/1.0/application-properties`)).status).toBe(200);

  const second = start("--port", new URL(url).port, "--data", await folder());
  const [secondCode] = await once(second.child, "close");
  expect(secondCode).toBe(1);
  expect(second.output()).toContain("The port is taken");

  first.child.kill("SIGINT");
  const [firstCode] = await once(first.child, "close");
  expect(firstCode).toBe(0);
});

test.each([
  [["--port", "many"], "--port many is not a port"],
  [["--dates", "roman"], "--dates roman is unknown"],
])("%j is refused with a sentence", async (args, words) => {
  const { child, output } = start(...args);
  const [code] = await once(child, "close");
  expect(code).toBe(1);
  expect(output()).toContain(words);
});
