import { existsSync } from "node:fs";
import { sentryCliPath } from "../world/sentry-cli-path.ts";
import { runProgram } from "../world/run-program.ts";

/** @returns a sentence for each thing that the story needs and this machine lacks */
export async function missingRequirements(): Promise<string[]> {
  const missing: string[] = [];
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 24 || (major === 24 && minor < 15)) {
    missing.push(
      `Node.js 24.15 or newer (this is ${process.versions.node}): run it as \`npm run demo\` after \`npm install\`, which brings one on Linux x64, or install it.`,
    );
  }
  await runProgram("git", ["--version"]).catch(() =>
    missing.push("git: install it from your system's packages or https://git-scm.com."),
  );
  if (!existsSync(sentryCliPath())) {
    missing.push("sentry-cli: run `npm install` again, without `--omit=optional`.");
  }
  return missing;
}
