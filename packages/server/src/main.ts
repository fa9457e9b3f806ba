import { freeStartMemory } from "./app/free-start-memory.ts";
import { startApp } from "./app.ts";
import { type Config, ConfigError } from "./config/config.ts";
import { createLogger } from "./config/create-logger.ts";
import { readEnvironment } from "./config/environment.ts";
import { StartError } from "./config/start-error.ts";
import type { FirstRun } from "./organizations/bootstrap.ts";

/** What is not done by then goes on at the next start: all that was taken is on disk. */
const STOP_PATIENCE_MS = 10_000;

const config = readConfigOrExit();
const logger = createLogger(config.logLevel);
let isStopping = false;

// What the service writes is for its own user alone.
process.umask(0o077);

const starting = startApp(config, logger, tellFirstRun);
// It answers before its start has ended, so it may be asked to stop before.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop(signal));

try {
  const { url } = await starting;
  freeStartMemory();
  logger.info({ url, publicUrl: config.publicUrl }, "ready");
} catch (error) {
  exit(error);
}

/** Stops in order; asked a second time, or when that takes too long, at once. */
function stop(signal: NodeJS.Signals): void {
  if (isStopping) {
    logger.warn({ signal }, "stopped at once");
    process.exit(1);
  }
  isStopping = true;
  logger.info({ signal }, "stopping");
  setTimeout(() => {
    logger.warn("stopped before all work under way was done");
    process.exit(0);
  }, STOP_PATIENCE_MS);
  starting
    .then((app) => app.close())
    .then(
      () => process.exit(0),
      (error: unknown) => exit(error),
    );
}

function readConfigOrExit(): Config {
  try {
    return readEnvironment();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** To the terminal and not to the log: what is in it is shown this once. */
function tellFirstRun({ email, generatedPassword, generatedToken }: FirstRun): void {
  const lines = [
    `First start: organization ${config.organization}, owner ${email}.`,
    ...(generatedPassword
      ? [
          `Password, shown this once: ${generatedPassword}`,
          `With it you make your account: open ${config.publicUrl} in a browser.`,
        ]
      : []),
    ...(generatedToken ? [`API token, shown this once: ${generatedToken}`] : []),
  ];
  process.stderr.write(`\n${lines.join("\n")}\n\n`);
}

function exit(error: unknown): never {
  const sentence = sentenceFor(error);
  if (sentence) process.stderr.write(`${sentence}\n`);
  else logger.fatal({ err: error }, "cannot go on");
  process.exit(1);
}

/** What the operator can mend is said in words. */
function sentenceFor(error: unknown): string | undefined {
  if (error instanceof StartError) return error.message;
  switch (error instanceof Error && "code" in error && error.code) {
    case "EADDRINUSE":
      return `Port ${config.port} is taken. Stop the program that listens there, or set PORT.`;
    case "EACCES":
      return `Port ${config.port} may not be used by this user. Set PORT to one above 1023.`;
    case "ENOTFOUND":
    case "EADDRNOTAVAIL":
      return `HOST ${config.host} is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all.`;
    default:
      return undefined;
  }
}
