import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../../db/database.ts";
import { compareMigrations } from "../../db/migrate.ts";
import { opensKeyCheck, rewriteKeyCheck } from "../../integrations/key-check-store.ts";
import type { SecretBox } from "../../integrations/secret-box.ts";
import type { Api } from "../api.ts";

export interface ReadinessDeps {
  db: Database;
  secretBox: SecretBox;
  /** Whether jobs are being done. */
  isWorking: () => boolean;
}

/** A load balancer that waits for an answer longer than that gives up anyway. */
const PATIENCE_MS = 3_000;

/**
 * `GET /readyz`: 200 while the database answers and takes what is written, has the right tables and was not
 * sealed with another key meanwhile, and jobs are done; else 503.
 */
export function getReadiness(app: Api, { db, secretBox, isWorking }: ReadinessDeps): void {
  let examining: Promise<string> | undefined;
  // It waits for the disk, and anybody may ask: all who ask meanwhile are told the same.
  const examineOnce = () =>
    (examining ??= examineDatabase(db, secretBox).finally(() => {
      examining = undefined;
    }));
  app.get("/readyz", async (request, reply) => {
    const database = await inTime(examineOnce()).catch((error: unknown) => {
      request.log.warn({ err: error }, "the database does not answer, or cannot be written");
      return "It does not answer, or cannot be written: see the log.";
    });
    const worker = isWorking() ? "ok" : "It has not looked for jobs for some seconds: see the log.";
    const isReady = database === "ok" && worker === "ok";
    const status = isReady ? "ok" : "unavailable";
    return reply.status(isReady ? 200 : 503).send({ status, database, worker });
  });
}

async function inTime(examination: Promise<string>): Promise<string> {
  const answered = new AbortController();
  const late = pause(PATIENCE_MS, undefined, { signal: answered.signal }).catch(() => undefined);
  try {
    const said = await Promise.race([examination, late]);
    return said ?? "It does not answer in time.";
  } finally {
    answered.abort();
  }
}

async function examineDatabase(db: Database, secretBox: SecretBox): Promise<string> {
  const { missing, unknown } = await compareMigrations(db);
  if (missing.length > 0) return "Its tables are of an older version: a migration is missing.";
  if (unknown.length > 0)
    return "Its tables are of a newer version of the service: update this one.";
  if (!(await opensKeyCheck(db, secretBox)))
    return "Its secrets were encrypted with another SECRET_KEY: start this service with that one.";
  await rewriteKeyCheck(db);
  return "ok";
}
