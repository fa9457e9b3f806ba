import { join } from "node:path";
import type { Config } from "./config.ts";

/** Where the service has its database: the URL of a PostgreSQL one, or the file of the embedded one. */
export function databaseAddress({ databaseUrl, dataDir }: Config): string {
  return databaseUrl ?? join(dataDir, "sentry-bitbucket-server.sqlite");
}
