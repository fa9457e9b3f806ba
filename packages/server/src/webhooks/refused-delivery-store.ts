import type { Database } from "../db/database.ts";
import type { RefusedGroup } from "./refused-deliveries.ts";

/** The newest ones of an organization are kept: whoever sends many kinds fills no disk. */
export const MOST_KEPT = 200;

/** Adds them to those of the same hour that are alike. Of repositories that are gone nothing is kept. */
export function storeRefusedDeliveries(db: Database, groups: RefusedGroup[]): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const rows = (await withoutGone(trx, groups)).map(toRow);
    if (rows.length === 0) return;
    await trx
      .insertInto("refusedDeliveries")
      .values(rows)
      .onConflict((conflict) =>
        conflict.column("alike").doUpdateSet((eb) => ({
          count: eb("refusedDeliveries.count", "+", eb.ref("excluded.count")),
          lastAt: eb.ref("excluded.lastAt"),
          address: eb.ref("excluded.address"),
          requestId: eb.ref("excluded.requestId"),
          userAgent: eb.ref("excluded.userAgent"),
          size: eb.ref("excluded.size"),
        })),
      )
      .execute();
    for (const organizationId of new Set(rows.map((row) => row.organizationId))) {
      await deleteOldest(trx, organizationId);
    }
  });
}

async function withoutGone(trx: Database, groups: RefusedGroup[]): Promise<RefusedGroup[]> {
  const integrationIds = groups.map(({ last }) => last.integrationId);
  const integrations = await listThere(trx, "integrations", integrationIds);
  const repositoryIds = groups.flatMap(({ last }) => last.repositoryId ?? []);
  const repositories = await listThere(trx, "repositories", repositoryIds);
  return groups.filter(
    ({ last: { integrationId, repositoryId } }) =>
      integrations.has(integrationId) &&
      (repositoryId === undefined || repositories.has(repositoryId)),
  );
}

async function listThere(
  trx: Database,
  table: "integrations" | "repositories",
  ids: number[],
): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await trx
    .selectFrom(table)
    .select("id")
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Set(rows.map(({ id }) => id));
}

function toRow({ alike, count, firstAt, last }: RefusedGroup) {
  const { organizationId, integrationId, repositoryId, reason, eventKey, at, address } = last;
  return {
    organizationId,
    integrationId,
    repositoryId: repositoryId ?? null,
    reason,
    eventKey,
    alike,
    count,
    firstAt,
    lastAt: at,
    address,
    requestId: last.requestId ?? null,
    userAgent: last.userAgent ?? null,
    size: last.size ?? null,
  };
}

async function deleteOldest(trx: Database, organizationId: number): Promise<void> {
  const newest = trx
    .selectFrom("refusedDeliveries")
    .select("id")
    .where("organizationId", "=", organizationId)
    .orderBy("lastAt", "desc")
    .orderBy("id", "desc")
    .limit(MOST_KEPT);
  await trx
    .deleteFrom("refusedDeliveries")
    .where("organizationId", "=", organizationId)
    .where("id", "not in", newest)
    .execute();
}
