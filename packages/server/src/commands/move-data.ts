import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { readEnvironment } from "../config/environment.ts";
import { StartError } from "../config/start-error.ts";
import { isPostgresUrl, openDatabase } from "../db/database.ts";
import { moveData } from "../db/move-data.ts";
import { runCommand } from "./run-command.ts";
import { showProgress } from "./show-progress.ts";

const USAGE =
  "Set DATABASE_URL to the PostgreSQL database to move to, and call: npm run move-data -- --from data/sentry-bitbucket-server.sqlite";

await runCommand(async () => {
  const { from, to } = readArguments();
  const [source, target] = [await openDatabase(from), await openDatabase(to)];
  try {
    const progress = showProgress(process.stderr);
    const tables = await moveData(source, target, ({ table, copied, total }) =>
      progress.show(copied / total, `${copied} of ${total} rows, ${table}`),
    );
    progress.end();
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(
      [
        ...tables.map(({ name, rows, checksum }) => `${checksum}  ${rows}  ${name}`),
        `${rows} rows of ${tables.length} tables moved; counts and checksums are equal.`,
        "Start the service with this DATABASE_URL, and with the SECRET_KEY that it had (the content of secret-key in its DATA_DIR).",
        "",
      ].join("\n"),
    );
  } finally {
    await Promise.all([source.destroy(), target.destroy()]);
  }
});

/**
 * Where to is in the environment alone: everybody on the machine can read the arguments of a command, and
 * this one has a password.
 * @throws StartError that says how the command is called
 */
function readArguments(): { from: string; to: string } {
  const { from } = parseArgs({ options: { from: { type: "string" } } }).values;
  const to = readEnvironment().databaseUrl;
  if (!from || !to || isPostgresUrl(from)) throw new StartError(USAGE);
  if (!existsSync(from)) throw new StartError(`There is no file ${from}.`);
  return { from, to };
}
