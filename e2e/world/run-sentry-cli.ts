import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type SentryCliLine, sentryCliPath } from "./sentry-cli-path.ts";

export interface Ran {
  exit: number;
  /** What it wrote to both of its streams. */
  output: string;
}

export interface SentryCliOptions {
  line: SentryCliLine;
  /** The folder it runs in. */
  cwd: string;
  /** All of its environment, but `PATH` and what keeps it quiet. */
  env: Record<string, string | undefined>;
}

/** Runs the unmodified sentry-cli to its end, whatever that is. */
export async function runSentryCli(
  args: string[],
  { line, cwd, env }: SentryCliOptions,
): Promise<Ran> {
  const quiet = {
    PATH: process.env["PATH"],
    SENTRY_LOG_LEVEL: "warn",
    SENTRY_DISABLE_UPDATE_CHECK: "1",
    SENTRY_LOAD_DOTENV: "0",
  };
  try {
    const options = { cwd, env: { ...quiet, ...env } };
    const { stdout, stderr } = await promisify(execFile)(sentryCliPath(line), args, options);
    return { exit: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { exit: code, output: stdout + stderr };
  }
}
