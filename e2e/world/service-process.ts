import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** The service as an operator runs it: a process of its own. */
export interface ServiceProcess {
  child: ChildProcess;
  /** Everything it wrote so far. */
  output(): string;
  /** From the start of the process to the first answer of `/readyz`. */
  readyAfterMs: number;
  /** Sends a signal and waits for the end. @returns the exit code, null after a deadly signal */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Where `npm start` leads. */
const main = join(
  dirname(createRequire(import.meta.url).resolve("@sentry-bitbucket-server/server")),
  "main.ts",
);

/**
 * Starts `main.ts` with an environment and waits until it is ready.
 * @throws Error with its output when it ends before
 */
export async function startServiceProcess(
  environment: Record<string, string> & { PORT: string },
): Promise<ServiceProcess> {
  const started = performance.now();
  const env = { PATH: process.env["PATH"], ...environment };
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
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
