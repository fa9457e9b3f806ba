import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { readEnvironment } from "../config/environment.ts";
import { StartError } from "../config/start-error.ts";
import { connectDatabase, type Database, isPostgresUrl, openDatabase } from "../db/database.ts";
import { moveData } from "../db/move-data.ts";
import { checkTables } from "../doctor/check-database.ts";
import { runCommand } from "./run-command.ts";
import { showProgress } from "./show-progress.ts";
import { whileAlone } from "./while-alone.ts";

const USAGE =
  "Set DATABASE_URL to the PostgreSQL database to move to, and call: npm run move-data -- --from data/sentry-bitbucket-server.sqlite";

await runCommand(USAGE, () => {
  const { from, to } = readArguments();
  return whileAlone([from, to], () => move(from, to));
});

async function move(from: string, to: string): Promise<void> {
  const source = await connectDatabase(from);
  try {
    await requireTables(source, from);
    const target = await openDatabase(to, { isPatient: true });
    try {
      await moveAll(source, target);
    } finally {
      await target.destroy();
    }
  } finally {
    await source.destroy();
  }
}

/** What is moved stays as it was, to go back to: its tables are not brought up to date here. */
async function requireTables(source: Database, file: string): Promise<void> {
  const [wrong] = await checkTables(source);
  if (wrong) throw new StartError(`${file} cannot be moved. ${wrong.message}`);
}

async function moveAll(source: Database, target: Database): Promise<void> {
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
}

/**
 * Where to is best said in the environment: everybody on the machine can read the arguments of a command,
 * and this one has a password.
 * @throws StartError that says how the command is called
 */
function readArguments(): { from: string; to: string } {
  const { values } = parseArgs({ options: { from: { type: "string" }, to: { type: "string" } } });
  const { from, to = readEnvironment().databaseUrl } = values;
  if (!from || !to || !isPostgresUrl(to) || isPostgresUrl(from)) throw new StartError(USAGE);
  if (!existsSync(from)) throw new StartError(`There is no file ${from}.`);
  return { from, to };
}
