import { type RootOperationNode, sql } from "kysely";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { addIntegration, addOrganization, addRepository } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import type { DeliveryFilter } from "./delivery-conditions.ts";
import { listDeliveries } from "./delivery-list-store.ts";

let db: Database;
let owner: { integrationId: number; repositoryId: number };

beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
  const integrationId = await addIntegration(db);
  const linked = { integrationId, slug: "storefront", externalId: "9", secret: "s" };
  owner = { integrationId, repositoryId: await addRepository(db, linked) };
});

afterEach(() => db.destroy());

const page = { from: { key: 900, id: 900 }, backwards: false, limit: 100 };

/** How SQLite reads what is asked within. */
async function explain(ask: (db: Database) => Promise<unknown>): Promise<string[]> {
  const asked: RootOperationNode[] = [];
  const watched = db.withPlugin({
    transformQuery: ({ node }) => (asked.push(node), node),
    transformResult: ({ result }) => Promise.resolve(result),
  });
  await ask(watched);
  const plans: string[] = [];
  for (const node of asked) {
    const { sql: text, parameters } = db.getExecutor().compileQuery(node, { queryId: "explained" });
    const values = parameters.map((value) => sql.lit(value));
    const parts = text.split("?").flatMap((part, place) => [sql.raw(part), values[place] ?? sql``]);
    const { rows } = await sql<{
      detail: string;
    }>`explain query plan ${sql.join(parts, sql``)}`.execute(db);
    plans.push(...rows.map(({ detail }) => detail));
  }
  return plans;
}

// PostgreSQL chooses by what is in the tables.
test.skipIf(inject("postgres")).each<[string, () => DeliveryFilter, string]>([
  ["all", () => ({}), "deliveries_organization"],
  ["those of a repository", () => ({ repositoryId: owner.repositoryId }), "deliveries_repository"],
  [
    "those of an integration",
    () => ({ integrationId: owner.integrationId }),
    "deliveries_integration",
  ],
  ["those that failed", () => ({ state: "failed" }), "deliveries_rare_state"],
  [
    "those that failed of a repository",
    () => ({ state: "failed", repositoryId: owner.repositoryId }),
    "deliveries_rare_state",
  ],
  ["an event that is rare", () => ({ event: "pr:opened" }), "deliveries_rare_event"],
  [
    "an event and a state",
    () => ({ event: "repo:refs_changed", state: "processed" }),
    "deliveries_organization",
  ],
  ["a search", () => ({ query: "store" }), "deliveries_repository"],
])("%s are read in their order, without reading others or sorting", async (_, filter, index) => {
  const plan = await explain((watched) => listDeliveries(watched, 1, filter(), page));
  const ofDeliveries = plan.filter((line) => /\bdeliveries\b/.test(line));
  expect(ofDeliveries.join("\n")).toContain(`USING INDEX ${index} (`);
  expect(plan.join("\n")).not.toMatch(/SCAN|TEMP B-TREE/);
});

test("a search that finds several repositories gives one page of all of them", async () => {
  const { integrationId } = owner;
  const linked = { integrationId, slug: "store", externalId: "10", secret: "s" };
  const other = await addRepository(db, linked);
  const repositoryIds = [owner.repositoryId, other, other, owner.repositoryId, other];
  await db
    .insertInto("deliveries")
    .values(
      repositoryIds.map((repositoryId) => ({
        organizationId: 1,
        integrationId,
        repositoryId,
        eventKey: "repo:refs_changed",
        headers: "{}",
        body: Buffer.from("{}"),
        verdict: "match" as const,
        state: "processed" as const,
        receivedAt: 1,
        finishedAt: 2,
      })),
    )
    .execute();
  const filter = { query: "SHOP/store" };
  const read = async (from: number | undefined, backwards = false) => {
    const place = from === undefined ? undefined : { key: from, id: from };
    const rows = await listDeliveries(db, 1, filter, { from: place, backwards, limit: 2 });
    return rows.map(({ id }) => id);
  };
  expect(await read(undefined)).toEqual([5, 4, 3]);
  expect(await read(4)).toEqual([3, 2, 1]);
  expect(await read(1, true)).toEqual([4, 3, 2]);
});
