import { ConfigError } from "../config/config.ts";
import { StartError } from "../config/start-error.ts";

/**
 * Runs a command of the operator. What he can mend is a sentence; the exit status is 0 or 1.
 * @param usage told when `parseArgs` of node:util refuses the arguments
 */
export async function runCommand(usage: string, command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.stderr.write(`${wordFailure(error, usage)}\n`);
    process.exitCode = 1;
  }
}

function wordFailure(error: unknown, usage: string): string {
  if (error instanceof StartError || error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const isOfArguments = "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_");
  return isOfArguments ? usage : (error.stack ?? error.message);
}
