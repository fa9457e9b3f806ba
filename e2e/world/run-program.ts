import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface ProgramOptions {
  cwd?: string;
  env?: Record<string, string>;
}

/**
 * Runs a program to its end.
 * @returns what it wrote to standard output, without the last line end
 * @throws Error with the command and what it wrote to standard error
 */
export async function runProgram(
  program: string,
  args: string[],
  options: ProgramOptions = {},
): Promise<string> {
  const env = { ...process.env, ...options.env };
  try {
    const { stdout } = await run(program, args, { cwd: options.cwd, env, maxBuffer: 64 * 2 ** 20 });
    return stdout.trimEnd();
  } catch (error) {
    const output = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
    throw new Error(`${program} ${args.join(" ")} failed: ${output.trim()}`, { cause: error });
  }
}
