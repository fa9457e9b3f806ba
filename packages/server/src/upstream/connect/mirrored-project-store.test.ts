import { afterEach, beforeEach, expect, test } from "vitest";
import { addOrganization } from "../../../test/linked-repository.ts";
import { openTestDatabase } from "../../../test/open-test-database.ts";
import type { Database } from "../../db/database.ts";
import { findPresentSlug } from "../../organizations/former-slug-store.ts";
import { createProject } from "../../organizations/project-store.ts";
import { forgetMirrors, listMirroredIds, mirrorProjects } from "./mirrored-project-store.ts";

let db: Database;

beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
});

afterEach(() => db.destroy());

const called = (upstreamId: string, slug: string) => ({
  upstreamId,
  slug,
  name: slug,
  platform: null,
});

const mirror = (...projects: ReturnType<typeof called>[]) => mirrorProjects(db, 1, projects);

/** Number at the upstream and slug, in the order in which they were made. */
async function mirrored() {
  const rows = await db
    .selectFrom("projects")
    .select(["upstreamId", "slug"])
    .orderBy("id")
    .execute();
  return rows.map(({ upstreamId, slug }) => [upstreamId, slug]);
}

test("a project is made once, and one of ours with its slug is taken for it", async () => {
  await createProject(db, { organizationId: 1, slug: "web", name: "Web", platform: null });
  expect(await mirror(called("7", "shop"), called("8", "web"))).toBe(1);
  expect(await mirror(called("7", "shop"), called("8", "web"))).toBe(0);
  expect(await mirrored()).toEqual([
    ["8", "web"],
    ["7", "shop"],
  ]);
});

test("one that is renamed there is renamed here, and still found by its former slug", async () => {
  await mirror(called("7", "shop"));
  expect(await mirror(called("7", "store"))).toBe(0);
  expect(await mirrored()).toEqual([["7", "store"]]);
  expect(await findPresentSlug(db, 1, "shop")).toBe("store");
});

test("a new one may have the slug that another gave up, in whatever order they are told", async () => {
  await mirror(called("7", "shop"));
  expect(await mirror(called("9", "shop"), called("7", "store"))).toBe(1);
  expect(await mirrored()).toEqual([
    ["7", "store"],
    ["9", "shop"],
  ]);
});

test("one that is renamed to what another of ours is called keeps its slug, and is still found", async () => {
  await createProject(db, { organizationId: 1, slug: "web", name: "Web", platform: null });
  await mirror(called("7", "shop"));
  expect(await mirror(called("7", "web"))).toBe(0);
  expect(await mirrored()).toEqual([
    [null, "web"],
    ["7", "shop"],
  ]);
  expect(await listMirroredIds(db, 1, [called("7", "web")])).toHaveLength(1);
});

test("one that was made anew there with the same slug is the same here", async () => {
  await mirror(called("7", "shop"));
  expect(await mirror(called("9", "shop"))).toBe(0);
  expect(await mirrored()).toEqual([["9", "shop"]]);
});

test("the numbers of another Sentry say nothing", async () => {
  await mirror(called("7", "shop"));
  await forgetMirrors(db, 1);
  await mirror(called("7", "web"), called("8", "shop"));
  expect(await mirrored()).toEqual([
    ["8", "shop"],
    ["7", "web"],
  ]);
});
