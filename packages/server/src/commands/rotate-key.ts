import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Config } from "../config/config.ts";
import { requireWritableDataDir } from "../config/data-dir.ts";
import { databaseAddress } from "../config/database-address.ts";
import { readEnvironment } from "../config/environment.ts";
import { adoptSecretKey, prepareSecretKey, readSecretKey } from "../config/secret-key.ts";
import { StartError } from "../config/start-error.ts";
import { openDatabase } from "../db/database.ts";
import { rotateKey, type RotateKeyResult } from "../integrations/rotate-key.ts";
import { runCommand } from "./run-command.ts";
import { whileAlone } from "./while-alone.ts";

await runCommand("Usage: npm run rotate-key (it takes no arguments)", () => {
  parseArgs({ options: {} });
  const config = readEnvironment();
  if (config.databaseUrl === undefined) requireWritableDataDir(config.dataDir);
  return whileAlone([databaseAddress(config)], () => rotate(config));
});

async function rotate(config: Config): Promise<void> {
  const { dataDir, newSecretKey } = config;
  const from = config.secretKey ?? requireOwnKey(dataDir);
  const to = newSecretKey ?? prepareOwnKey(config);
  const db = await openDatabase(databaseAddress(config));
  try {
    const told = tell(await rotateKey(db, { from, to }));
    const next =
      newSecretKey === undefined
        ? `The new key is in ${join(dataDir, "secret-key")}: back it up. The old one is in ${adoptSecretKey(dataDir)}: backups from before need it.`
        : "Start the service with it as SECRET_KEY, and without NEW_SECRET_KEY.";
    process.stdout.write(`${told} ${next}\n`);
  } finally {
    await db.destroy();
  }
}

/** @throws StartError when there is none */
function requireOwnKey(dataDir: string): string {
  const key = readSecretKey(dataDir);
  if (key !== undefined) return key;
  throw new StartError(
    `There is no secret-key in DATA_DIR (${dataDir}). Give the command the environment of the service.`,
  );
}

/** @throws StartError when the operator keeps the key: then the operator makes the new one, too */
function prepareOwnKey({ secretKey, dataDir }: Config): string {
  if (secretKey === undefined) return prepareSecretKey(dataDir);
  throw new StartError(
    "Set NEW_SECRET_KEY to the new key, of 32 characters or more, beside the SECRET_KEY in use. Stop the service first.",
  );
}

/** @throws StartError when neither key is that of the database */
function tell(result: RotateKeyResult): string {
  switch (result.kind) {
    case "rotated": {
      const { identities, hookSecrets, pipelines, upstreams } = result.counts;
      return `Sealed with the new key: ${identities} identities, the webhook secrets of ${hookSecrets} repositories, ${pipelines} installs under way, the tokens of ${upstreams} upstreams.`;
    }
    case "was-rotated":
      return "Everything is sealed with the new key already.";
    case "wrong-key":
      throw new StartError(
        "The database was encrypted with another key than the one in use. Nothing has changed.",
      );
  }
}
