import { afterEach, beforeEach, expect, test } from "vitest";
import { addOrganization } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { createProject } from "../organizations/project-store.ts";
import {
  addReleaseProjects,
  dateOfRelease,
  ensureRelease,
  listLatestVersions,
  type ReleaseChanges,
  updateRelease,
} from "./release-store.ts";

let db: Database;
let projectId: number;

beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
  const wanted = { organizationId: 1, slug: "shop", name: "Shop", platform: "node" };
  const project = await createProject(db, wanted);
  if (!project) throw new Error("There is a project already");
  projectId = project.id;
});

afterEach(() => db.destroy());

async function add(version: string, changes: ReleaseChanges = {}): Promise<void> {
  const { release } = await ensureRelease(db, 1, version);
  await addReleaseProjects(db, release.id, [projectId]);
  await updateRelease(db, release.id, changes);
}

test("the latest versions of a project are of open releases, newest first", async () => {
  await add("late", { dateReleased: Date.now() + 60_000 });
  await add("early", { dateReleased: 1 });
  await add("archived", { status: "archived" });
  await add("open");
  await ensureRelease(db, 1, "of another project");
  expect(await listLatestVersions(db, projectId, 10)).toEqual(["late", "open", "early"]);
  expect(await listLatestVersions(db, projectId, 1)).toEqual(["late"]);
});

test.each([
  [{ committedAt: 1, dateReleased: 2, createdAt: 3 }, 1],
  [{ committedAt: null, dateReleased: 2, createdAt: 3 }, 2],
  [{ committedAt: null, dateReleased: null, createdAt: 3 }, 3],
])("of %j the release is of %i", (release, date) => {
  expect(dateOfRelease(release)).toBe(date);
});
