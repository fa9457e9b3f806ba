import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Started as `npm run doctor` does it. */
const start = createRequire(import.meta.url).resolve("@sentry-bitbucket-server/server/start.js");
const doctor = join(dirname(start), "src/commands/doctor.ts");

/** Runs the doctor with an environment and nothing else of ours. */
export function runDoctor(
  environment: Record<string, string>,
  ...args: string[]
): Promise<{ code: number; output: string }> {
  const env = { PATH: process.env["PATH"] ?? "", ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [doctor, ...args], { env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ code, output: stdout + stderr });
    });
  });
}
