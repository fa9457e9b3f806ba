import { type DestinationStream, type Logger, pino, stdTimeFunctions } from "pino";
import type { Config } from "./config.ts";
import { logContext } from "./log-context.ts";

/**
 * The log: a JSON object a line, with times and levels that a person can read.
 * @param destination standard output when absent
 */
export function createLogger(level: Config["logLevel"], destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    // A copy: pino writes into it.
    mixin: () => ({ ...logContext.getStore() }),
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: toLoggedError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * What of an error belongs in the log. One that we foresaw has a code and a sentence, and says no
 * more by its stack; any other is a fault of ours, to be found by it.
 */
function toLoggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message } = error;
  if ("code" in error && "retryable" in error) return { name, code: error.code, message };
  return { name, message, stack: stackWithCauses(error) };
}

function stackWithCauses(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\ncaused by ${stackWithCauses(error.cause)}` : own;
}
