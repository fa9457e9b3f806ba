import { afterEach, beforeEach, expect, test } from "vitest";
import { addRepository } from "../../test/linked-repository.ts";
import { openToldWorld, type ToldWorld } from "../../test/told-world.ts";
import { listRepositories } from "../integrations/repository-store.ts";
import { checkRefused } from "./check-refused.ts";

const HOUR_MS = 3_600_000;

let world: ToldWorld;

beforeEach(async () => {
  world = await openToldWorld();
});

afterEach(() => world.close());

interface Given {
  repositoryId?: number | null;
  reason?: "mismatch" | "unsigned" | "malformed";
  count?: number;
  hoursAgo?: number;
}

async function refuse(given: Given = {}): Promise<void> {
  const { repositoryId = world.repositoryId, reason = "mismatch", count = 1, hoursAgo = 1 } = given;
  const at = Date.now() - hoursAgo * HOUR_MS;
  const row = {
    organizationId: 1,
    integrationId: world.integrationId,
    repositoryId,
    reason,
    eventKey: "repo:refs_changed",
    alike: `${repositoryId} ${reason} ${hoursAgo}`,
    count,
    firstAt: at,
    lastAt: at,
    address: "10.0.0.5",
  };
  await world.db.insertInto("refusedDeliveries").values(row).execute();
}

async function tell(): Promise<string[]> {
  const { db, integrationId: id } = world;
  const linked = await listRepositories(db, 1, { integrationId: id });
  const findings = await checkRefused(db, { id, name: "told" }, linked);
  return findings.map(({ level, message }) => `${level}: ${message}`);
}

test("deliveries of the last day that no secret signed are a warning with what to do", async () => {
  await refuse({ count: 3 });
  await refuse({ count: 2, hoursAgo: 5 });
  await refuse({ reason: "unsigned", hoursAgo: 2 });
  await refuse({ repositoryId: null, hoursAgo: 3 });
  const rotate = `POST …/repos/${world.repositoryId}/rotate-secret/ gives its webhook another secret.`;
  expect(await tell()).toEqual([
    `warning: 5 deliveries of SHOP/shop were refused in the last day: the signature does not match the secret. ${rotate}`,
    `warning: 1 delivery of SHOP/shop was refused in the last day: there is no signature. ${rotate}`,
    "warning: 1 delivery of a webhook that names no repository was refused in the last day: the signature does not match the secret. Delete that webhook in Bitbucket: those of linked repositories are made from here.",
  ]);
});

test("older ones, and those refused for something else, are no finding", async () => {
  await refuse({ hoursAgo: 25 });
  await refuse({ reason: "malformed" });
  expect(await tell()).toEqual([]);
});

test("a webhook that was heard of since is well again", async () => {
  await refuse();
  const hookSeenAt = Date.now();
  await world.db.updateTable("repositories").set({ hookSeenAt }).execute();
  expect(await tell()).toEqual([]);
});

test("of many webhooks five are named", async () => {
  const { db, integrationId } = world;
  for (let number = 100; number < 107; number++) {
    const named = { slug: `r-${number}`, externalId: `${number}`, secret: "s" };
    await refuse({ repositoryId: await addRepository(db, { integrationId, ...named }) });
  }
  const told = await tell();
  expect(told).toHaveLength(6);
  expect(told.at(-1)).toBe("warning: Deliveries of 2 more webhooks were refused, too.");
});
