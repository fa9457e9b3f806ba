import { expect, test } from "vitest";
import { enqueue } from "../../test/enqueue.ts";
import { addOrganization } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import { wakeLanes } from "../jobs/job-store.ts";
import { enqueueConnect } from "./connect-from-environment.ts";

test("a start tries at once what an earlier one could not connect", async () => {
  await using db = await openTestDatabase();
  await addOrganization(db);
  const { slug: organization } = await db
    .selectFrom("organizations")
    .select("slug")
    .executeTakeFirstOrThrow();
  const upstream = { url: "https://sentry.example.com", slug: "acme", token: "t" };
  const start = () => enqueueConnect(db, { enqueue, wakeLanes }, { organization, upstream });
  await start();
  const later = Date.now() + 600_000;
  await db.updateTable("jobs").set({ attempts: 9, runAt: later }).execute();
  await db.updateTable("lanes").set({ nextRunAt: later }).execute();
  await start();
  const due = await db.selectFrom("jobs").select("runAt").orderBy("id").executeTakeFirstOrThrow();
  expect(due.runAt).toBeLessThanOrEqual(Date.now());
  const lane = await db.selectFrom("lanes").select("nextRunAt").executeTakeFirstOrThrow();
  expect(lane.nextRunAt).toBeLessThanOrEqual(Date.now());
});
