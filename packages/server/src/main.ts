import { pino } from "pino";
import { startApp } from "./app.ts";
import { type Config, ConfigError } from "./config/config.ts";
import { readEnvironment } from "./config/environment.ts";
import type { FirstRun } from "./organizations/bootstrap.ts";

/** What is not done by then goes on at the next start: all that was taken is on disk. */
const STOP_PATIENCE_MS = 5_000;

const config = readConfigOrExit();
const logger = pino({ level: config.logLevel });

try {
  const app = await startApp(config, logger, tellFirstRun);
  logger.info({ url: app.url, publicUrl: config.publicUrl }, "ready");
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      logger.info({ signal }, "stopping");
      setTimeout(() => {
        logger.warn("stopped before all work under way was done");
        process.exit(0);
      }, STOP_PATIENCE_MS);
      app.close().then(
        () => process.exit(0),
        (error: unknown) => exit(error),
      );
    });
  }
} catch (error) {
  exit(error);
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

function tellFirstRun(firstRun: FirstRun): void {
  process.stderr.write(
    `\nFirst start: organization ${config.organization}, owner ${firstRun.email}` +
      (firstRun.generatedPassword
        ? `, password ${firstRun.generatedPassword} (shown this once)\n\n`
        : "\n\n"),
  );
}

function exit(error: unknown): never {
  if (isTaken(error)) {
    process.stderr.write(
      `Port ${config.port} is taken. Stop the program that listens there, or set PORT.\n`,
    );
  } else {
    logger.fatal({ err: error }, "cannot go on");
  }
  process.exit(1);
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
