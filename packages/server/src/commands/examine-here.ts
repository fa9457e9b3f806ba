import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config/config.ts";
import { requireWritableDataDir } from "../config/data-dir.ts";
import { databaseAddress } from "../config/database-address.ts";
import { readSecretKey } from "../config/secret-key.ts";
import { StartError } from "../config/start-error.ts";
import { connectDatabase, type Database } from "../db/database.ts";
import { checkTables } from "../doctor/check-database.ts";
import { listOrganizationSlugs } from "../doctor/doctor-store.ts";
import { examine } from "../doctor/examine.ts";
import { type Finding, findingsOf } from "../doctor/finding.ts";
import { BitbucketServerIntegrationProvider } from "../integrations/bitbucket-server/provider.ts";
import { Installations } from "../integrations/installations.ts";
import { isSameKey } from "../integrations/key-check-store.ts";
import { ProviderRegistry } from "../integrations/registry.ts";
import { SecretBox } from "../integrations/secret-box.ts";
import { wakeLanes } from "../jobs/job-store.ts";
import { Upstreams } from "../upstream/upstreams.ts";
import { checkService } from "./check-service.ts";

const { error } = findingsOf("Database");

/** Everything that can be found out on this machine, beside the service or without it. */
export async function examineHere(config: Config): Promise<Finding[]> {
  const { dataDir, databaseUrl } = config;
  const service = await checkService(config);
  try {
    if (databaseUrl === undefined) requireFile(dataDir);
    const db = await connectDatabase(databaseAddress(config));
    try {
      return [service, ...(await examineDatabase(db, config))];
    } finally {
      await db.destroy();
    }
  } catch (failure) {
    if (failure instanceof StartError) return [service, error(failure.message)];
    throw failure;
  }
}

/** @throws StartError when there is no embedded database, or this user may not write it */
function requireFile(dataDir: string): void {
  if (existsSync(dataDir)) requireWritableDataDir(dataDir);
  if (existsSync(join(dataDir, "sentry-bitbucket-server.sqlite"))) return;
  throw new StartError(
    `There is no database in DATA_DIR (${dataDir}). Give the doctor the environment of the service, or start that once.`,
  );
}

async function examineDatabase(db: Database, config: Config): Promise<Finding[]> {
  const wrongTables = await checkTables(db);
  if (wrongTables.length > 0) return wrongTables;
  const secretBox = findSecretBox(config);
  if (!secretBox || !(await isSameKey(db, secretBox))) {
    return [
      error(
        "Its secrets were encrypted with another SECRET_KEY, or the file secret-key is not in DATA_DIR. Restore it from the backup that has it.",
      ),
    ];
  }
  const registry = new ProviderRegistry([new BitbucketServerIntegrationProvider(config.outbound)]);
  const installations = new Installations({ db, registry, secretBox, wakeLanes });
  const { publicUrl, outbound } = config;
  const upstreams = new Upstreams({ db, secretBox, wakeLanes, outbound });
  try {
    const organizations = await listOrganizationSlugs(db);
    return await examine({ db, config, installations, upstreams, publicUrl }, organizations);
  } finally {
    await installations.close();
    await upstreams.close();
  }
}

/** The key that is there: the doctor makes none. */
function findSecretBox({ dataDir, secretKey }: Config): SecretBox | undefined {
  const key = secretKey ?? readSecretKey(dataDir);
  return key === undefined ? undefined : new SecretBox(key);
}
