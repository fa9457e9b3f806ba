import { expect, test } from "vitest";
import { addIntegration, addOrganization, addRepository } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { NewJob } from "../jobs/types.ts";
import { enqueueDueReconciles } from "./enqueue-reconcile.ts";

const HOUR = 60 * 60_000;

test.each([
  ["that is to come is left for then", HOUR / 2, 0],
  ["that is due is asked for", -1, 1],
  ["farther off than any, as a wrong clock set it, is due", 365 * 24 * HOUR, 1],
])("a reconcile %s", async (_, inMs, expected) => {
  await using db = await openTestDatabase();
  await addOrganization(db);
  const integrationId = await addIntegration(db);
  await addRepository(db, { integrationId, slug: "shop", externalId: "7", secret: "s" });
  await db
    .updateTable("reconciles")
    .set({ nextAt: Date.now() + inMs })
    .execute();
  const jobs: NewJob[] = [];
  const enqueue = (_trx: unknown, ...added: NewJob[]) => Promise.resolve(void jobs.push(...added));
  await db.transaction().execute((trx) => enqueueDueReconciles(trx, enqueue, HOUR));
  expect(jobs).toHaveLength(expected);
});
