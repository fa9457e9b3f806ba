import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** The lines of sentry-cli that are in use, by the packages that hold them. */
const LAUNCHERS = {
  2: () => require.resolve("sentry-cli-2/package.json"),
  3: () => require.resolve("@sentry/cli/package.json"),
};

export type SentryCliLine = keyof typeof LAUNCHERS;

/** The unmodified sentry-cli that came with `npm install`; of either line, the newest when not said. */
export function sentryCliPath(line: SentryCliLine = 3): string {
  const launcher = LAUNCHERS[line]();
  const platform = `${process.platform}-${process.arch}`;
  const program = process.platform === "win32" ? "sentry-cli.exe" : "sentry-cli";
  try {
    // Each line has the program for this platform in a package of its own, beside or below it.
    const name = `@sentry/cli-${platform}/package.json`;
    return join(dirname(createRequire(launcher).resolve(name)), "bin", program);
  } catch {
    return join(dirname(launcher), program);
  }
}
