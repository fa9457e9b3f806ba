import { type Config, readConfig } from "./config.ts";

/** The one place that looks at the process's environment. */
export function readEnvironment(): Config {
  return readConfig(process.env);
}
