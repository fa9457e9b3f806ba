import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The unmodified sentry-cli that came with `npm install`. */
export function sentryCliPath(): string {
  const require = createRequire(import.meta.url);
  const platform = `${process.platform}-${process.arch}`;
  const name = `@sentry/cli-${platform}/package.json`;
  const program = process.platform === "win32" ? "sentry-cli.exe" : "sentry-cli";
  try {
    return join(dirname(require.resolve(name)), "bin", program);
  } catch {
    return join(dirname(require.resolve("@sentry/cli/package.json")), program);
  }
}
