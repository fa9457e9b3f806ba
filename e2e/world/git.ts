import { type ProgramOptions, runProgram } from "./run-program.ts";

/** Nobody's own configuration takes part, and nobody is asked for a password. */
const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
  GIT_AUTHOR_NAME: "Ann Example",
  GIT_AUTHOR_EMAIL: "ann@example.com",
  GIT_COMMITTER_NAME: "Ann Example",
  GIT_COMMITTER_EMAIL: "ann@example.com",
};

/** Runs git as the developer of the story. */
export function git(cwd: string, ...args: string[]): Promise<string> {
  const options: ProgramOptions = { cwd, env: ENVIRONMENT };
  return runProgram("git", args, options);
}
