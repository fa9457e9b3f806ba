import { existsSync } from "node:fs";
import { sentryCliPath } from "../world/sentry-cli-path.ts";
import { runProgram } from "../world/run-program.ts";

/** @returns a sentence for each thing that the story needs and this machine lacks */
export async function missingRequirements(): Promise<string[]> {
  const missing: string[] = [];
  await runProgram("git", ["--version"]).catch(() =>
    missing.push("git: install it from your system's packages or https://git-scm.com."),
  );
  if (!existsSync(sentryCliPath())) {
    missing.push("sentry-cli: run `npm install` again, without `--omit=optional`.");
  }
  return missing;
}
