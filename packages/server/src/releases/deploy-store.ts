import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import { ensureEnvironments } from "../organizations/environment-store.ts";

/** That a release was put somewhere. Times are epoch milliseconds. */
export interface Deploy {
  id: number;
  releaseId: number;
  environment: string;
  name: string | null;
  url: string | null;
  dateStarted: number | null;
  dateFinished: number;
}

/** Keeps a deploy of these projects of a release. */
export async function insertDeploy(
  trx: Database,
  deploy: Omit<Deploy, "id">,
  projectIds: number[],
): Promise<Deploy> {
  const made = await trx
    .insertInto("deploys")
    .values(deploy)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (projectIds.length > 0) {
    const rows = projectIds.map((projectId) => ({ deployId: made.id, projectId }));
    await trx.insertInto("deployProjects").values(rows).execute();
  }
  const name = made.environment;
  await ensureEnvironments(
    trx,
    projectIds.map((projectId) => ({ projectId, name })),
  );
  return made;
}

/** Newest first, a page as `readPage` gives it; only those of one project when it is given. */
export function listDeploys(
  db: Database,
  releaseId: number,
  { projectId, page }: { projectId?: number | undefined; page: Page },
): Promise<Deploy[]> {
  let rows = db.selectFrom("deploys").selectAll("deploys").where("releaseId", "=", releaseId);
  if (projectId !== undefined) {
    rows = rows
      .innerJoin("deployProjects", "deployProjects.deployId", "deploys.id")
      .where("deployProjects.projectId", "=", projectId);
  }
  const [key, id] = [sql.ref("deploys.dateFinished"), sql.ref("deploys.id")];
  return readPage(rows, { key, id, direction: "desc" }, page);
}

/** How often a release was deployed, and the newest of its deploys. */
export interface DeploySummary {
  count: number;
  last: Deploy | undefined;
}

/** Of those of the releases that were deployed. */
export async function summarizeDeploys(
  db: Database,
  releaseIds: number[],
): Promise<Map<number, DeploySummary>> {
  const counted = await db
    .selectFrom("deploys")
    .where("releaseId", "in", releaseIds)
    .groupBy("releaseId")
    .select((eb) => [
      "releaseId",
      eb.fn.countAll<number | string>().as("count"),
      eb.fn.max("id").as("lastId"),
    ])
    .execute();
  if (counted.length === 0) return new Map();
  const lastIds = counted.map((row) => row.lastId);
  const rows = await db.selectFrom("deploys").selectAll().where("id", "in", lastIds).execute();
  const last = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    counted.map(({ releaseId, count, lastId }) => [
      releaseId,
      { count: Number(count), last: last.get(lastId) },
    ]),
  );
}
