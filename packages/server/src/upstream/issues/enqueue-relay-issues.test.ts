import { expect, test } from "vitest";
import { addUpstream } from "../../../test/add-upstream.ts";
import { enqueue } from "../../../test/enqueue.ts";
import { addIntegration, addOrganization, addRepository } from "../../../test/linked-repository.ts";
import { openTestDatabase } from "../../../test/open-test-database.ts";
import { recordCommits } from "../../commits/record-commits.ts";
import { givenCommitSource } from "../../releases/given-commits.ts";
import { enqueueRelayIssues } from "./enqueue-relay-issues.ts";
import { insertRelayedIssues } from "./relayed-issue-store.ts";

const COMMITS = 340;
const ISSUES_PER_COMMIT = 100;
const NEWEST = "0".repeat(40);

test("a push that names more issues than a query has parameters asks for a thousand, and says so of the others", async () => {
  await using db = await openTestDatabase();
  await addOrganization(db);
  await addUpstream(db);
  const integrationId = await addIntegration(db);
  const linked = { integrationId, slug: "web", externalId: "1", secret: "s" };
  const id = await addRepository(db, linked);
  const deps = { db, enqueue, publicUrl: "https://ours.example.com" };
  const given = Array.from({ length: COMMITS }, (_, n) => n.toString(16).padStart(40, "0"));
  const source = givenCommitSource(
    given.map((sha) => ({ sha, message: "m", files: [], authoredAt: 1 })),
  );
  const commits = await recordCommits(deps, { id, organizationId: 1 }, source, { until: NEWEST });
  if (commits === "unknown") throw new Error("nothing was recorded");
  await db.transaction().execute(async (trx) => {
    const upstream = { organizationId: 1, connectionId: "1" };
    for (const [number, { id: commitId }] of commits.entries()) {
      const named = issuesOf(number).map((issue) => ({ commitId, issue }));
      await insertRelayedIssues(trx, upstream, named);
    }
  });
  const push = {
    organizationId: 1,
    resolveOn: "any-branch" as const,
    onDefaultBranch: true,
    commits,
  };
  const asked = await db.transaction().execute((trx) => enqueueRelayIssues(enqueue, trx, push));
  expect(asked).toBe(1_000);
  const states = await db
    .selectFrom("relayedIssues")
    .select((eb) => ["state", "reason", eb.fn.countAll<number>().as("count")])
    .groupBy(["state", "reason"])
    .orderBy("state")
    .execute();
  expect(states).toEqual([
    { state: "pending", reason: null, count: 1_000 },
    {
      state: "skipped",
      reason: expect.stringContaining("names more than 1000 issues"),
      count: COMMITS * ISSUES_PER_COMMIT - 1_000,
    },
  ]);
});

function issuesOf(number: number): string[] {
  const first = number * ISSUES_PER_COMMIT;
  return Array.from({ length: ISSUES_PER_COMMIT }, (_, n) => `SHOP-${first + n + 1}`);
}
