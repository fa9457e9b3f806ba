import { expect, inject, test } from "vitest";
import {
  addIntegration,
  addOrganization,
  addRepository,
  secretBox,
} from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import { Installations } from "./installations.ts";
import { findKnownRepository } from "./known-repository-store.ts";
import { removeLink } from "./link-store.ts";
import { ProviderRegistry } from "./registry.ts";
import { unlinkRepository } from "./unlink-repository.ts";

const COMMITS = 1_200;

// On PostgreSQL others do not wait for it, so there is no turn to be seen.
test.skipIf(inject("postgres"))("a repository goes in steps with turns for others", async () => {
  await using db = await openTestDatabase();
  await addOrganization(db);
  const integrationId = await addIntegration(db);
  const linked = { integrationId, slug: "shop", externalId: "7", secret: "s" };
  const id = await addRepository(db, linked);
  const values = Array.from({ length: COMMITS }, (_, n) => ({
    repositoryId: id,
    sha: String(n).padStart(40, "0"),
    message: "",
    authoredAt: 1,
    committedAt: 1,
    parents: "[]",
    isMerge: 0 as const,
    filesTruncated: 0 as const,
    createdAt: 1,
  }));
  await db.insertInto("commits").values(values).execute();
  await removeLink(db, id);
  const repository = await findKnownRepository(db, id);
  if (!repository) throw new Error("It is gone already");
  const installations = new Installations({
    db,
    secretBox,
    registry: new ProviderRegistry([]),
    wakeLanes: () => Promise.resolve(),
  });
  const deps = { db, installations, publicUrl: "http://localhost:9000" };
  const left: number[] = [];
  const unlinked = new AbortController();
  const actor = { userId: null, name: "tester", address: null };
  const unlinking = unlinkRepository(deps, repository, actor).finally(() => unlinked.abort());
  while (!unlinked.signal.aborted) {
    left.push((await db.selectFrom("commits").select("id").execute()).length);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await unlinking;
  expect(left).toEqual(expect.arrayContaining([COMMITS - 500, COMMITS - 1_000]));
  expect(await findKnownRepository(db, id)).toBeUndefined();
});
