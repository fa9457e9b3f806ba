import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { setTimeout as pause } from "node:timers/promises";

/** The service as an operator runs it: a process of its own. */
export interface ServiceProcess {
  child: ChildProcess;
  /** Everything it wrote so far. */
  output: () => string;
  /** From the start of the process to the first answer of `/readyz`. */
  readyAfterMs: number;
  /** Sends a signal and waits for the end. @returns the exit code, null after a deadly signal */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Started as `npm start` does it; the option keeps the memory of short-lived values small. */
const start = createRequire(import.meta.url).resolve("@sentry-bitbucket-server/server/start.js");

/**
 * Starts the service with an environment and waits until it is ready.
 * @throws Error with its output when it ends before
 */
export async function startServiceProcess(
  environment: Record<string, string> & { PORT: string },
): Promise<ServiceProcess> {
  const started = performance.now();
  const env = { PATH: process.env["PATH"], ...environment };
  const child = spawn(process.execPath, ["--max-semi-space-size=4", "--expose-gc", start], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, "exit");
  while (!(await isReady(environment.PORT))) {
    if (child.exitCode !== null) throw new Error(`The service ended at once:\n${output}`);
    await pause(5);
  }
  return {
    child,
    output: () => output,
    readyAfterMs: performance.now() - started,
    async end(signal) {
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

async function isReady(port: string): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}
