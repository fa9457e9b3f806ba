import { StartError } from "../config/start-error.ts";

/** Runs a command of the operator. What he can mend is a sentence; the exit status is 0 or 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const message = error instanceof StartError ? error.message : stackOf(error);
    process.stderr.write(`${message}\n`);
    process.exitCode = 1;
  }
}

const stackOf = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
