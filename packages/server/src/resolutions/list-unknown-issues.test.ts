import { afterEach, beforeEach, expect, test } from "vitest";
import { addIssue } from "../../test/add-issue.ts";
import { addUpstream } from "../../test/add-upstream.ts";
import { enqueue } from "../../test/enqueue.ts";
import { addOrganization } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import { recordCommits } from "../commits/record-commits.ts";
import type { Database } from "../db/database.ts";
import { ensureKnownRepository } from "../integrations/known-repository-store.ts";
import { storeFormerSlug } from "../organizations/former-slug-store.ts";
import { givenCommitSource } from "../releases/given-commits.ts";
import { listUnknownIssues } from "./list-unknown-issues.ts";

const SHA = "a".repeat(40);
const publicUrl = "http://sentry.acme.test";

let db: Database;

beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
});

afterEach(() => db.destroy());

/** Records a commit. @returns what it names that leads to no issue */
async function unknownOf(message: string) {
  const repository = await ensureKnownRepository(db, 1, "SHOP/web");
  const source = givenCommitSource([{ sha: SHA, message, authoredAt: 1, files: [] }]);
  const recorded = await recordCommits({ db, publicUrl, enqueue }, repository, source, {
    until: SHA,
  });
  const [commit] = recorded === "unknown" ? [] : recorded;
  if (!commit) throw new Error("The commit is not recorded");
  return () => listUnknownIssues(db, { organizationId: 1, publicUrl }, [{ ...commit, message }]);
}

const reasonsOf = async (message: string) =>
  (await (await unknownOf(message))()).map(({ reason }) => reason);

test.each([
  ["Fixes WEB-1", []],
  ["Fixes OLD-1", []],
  ["Does not fix WEB-99", []],
  ["Fixes WEB-1 and web-99", ["There is no issue WEB-99 in the project web."]],
  ["Fixes OLD-99", ["There is no issue OLD-99 in the project old."]],
  ["Fixes ABC-1", ["There is no project abc, so no issue ABC-1."]],
  [`Fixes ${publicUrl}/issues/77`, ["There is no issue with the number 77."]],
])("%j names what leads nowhere: %j", async (message, reasons) => {
  await addIssue(db);
  await storeFormerSlug(db, { id: 1, organizationId: 1, slug: "old" });
  expect(await reasonsOf(message)).toEqual(reasons);
});

test("an issue that came after the commit says so", async () => {
  const list = await unknownOf("Fixes WEB-1");
  await addIssue(db);
  expect(await list()).toEqual([
    {
      name: "WEB-1",
      commit: SHA,
      reason: "There was no issue WEB-1 yet when the commit was recorded.",
    },
  ]);
});

test("of many the first 20 are told", async () => {
  const names = Array.from({ length: 50 }, (_, n) => `ABC-${n + 1}`);
  expect(await reasonsOf(`Fixes ${names.join(", ")}`)).toHaveLength(20);
});

test("of an organization that relays nothing is told: its issues are elsewhere", async () => {
  const list = await unknownOf("Fixes WEB-1");
  await addUpstream(db);
  expect(await list()).toEqual([]);
});
