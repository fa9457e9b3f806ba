import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readEnvironment } from "../config/environment.ts";
import { StartError } from "../config/start-error.ts";
import { backUp } from "../db/back-up.ts";
import { runCommand } from "./run-command.ts";
import { showProgress } from "./show-progress.ts";

const USAGE = "Usage: npm run backup -- --to backup.sqlite";

await runCommand(USAGE, async () => {
  const { to } = parseArgs({ options: { to: { type: "string" } } }).values;
  if (!to) throw new StartError(USAGE);
  const { databaseUrl, dataDir } = readEnvironment();
  if (databaseUrl) throw new StartError("Back a PostgreSQL database up with pg_dump.");
  const file = join(dataDir, "sentry-bitbucket-server.sqlite");
  if (!existsSync(file)) throw new StartError(`There is no database in DATA_DIR (${dataDir}).`);
  const progress = showProgress(process.stderr);
  const pages = await backUp(file, to, (part) => progress.show(part, "copied"));
  progress.end();
  process.stdout.write(
    `${pages} pages are in ${to}, and are whole. Keep secret-key of DATA_DIR (or SECRET_KEY) with it: without it no integration can be used.\n`,
  );
});
