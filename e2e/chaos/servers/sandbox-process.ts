import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { freePort } from "../../world/free-port.ts";
import { eventually } from "../../world/eventually.ts";

/** Bitbucket as a process of its own, so that it shares no event loop with who judges it. */
export interface SandboxProcess {
  url: string;
  dataDir: string;
  end(): Promise<void>;
}

const start = createRequire(import.meta.url).resolve("@sentry-bitbucket-server/sandbox/start.js");

/** Starts the sandbox on a folder and waits until it answers. */
export async function startSandboxProcess(dataDir: string): Promise<SandboxProcess> {
  const port = await freePort(0);
  const args = ["--port", String(port), "--url-host", "127.0.0.1", "--data", dataDir];
  const child = spawn(process.execPath, [start, ...args], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(child, "exit");
  const url = `http://127.0.0.1:${port}`;
  await eventually("the sandbox", async () => {
    if (child.exitCode !== null) throw new Error("The sandbox ended at once");
    const answer = await fetch(`${url}/sandbox/idle`).catch(() => undefined);
    return answer?.ok;
  });
  return {
    url,
    dataDir,
    async end() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
