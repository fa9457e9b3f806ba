import type { Database } from "../db/database.ts";
import type { HookState } from "../db/schema.ts";
import {
  hookSecretPurpose,
  type Repository,
  repositoryColumns,
  type RepositoryLocation,
} from "./repository-store.ts";
import type { SecretBox } from "./secret-box.ts";

export interface NewRepository extends RepositoryLocation {
  organizationId: number;
  integrationId: number;
  externalId: string;
  hookDetail: string;
}

/**
 * Adds a repository that has no webhook yet, with the secret that the webhook will have.
 * @returns undefined when the integration has this repository already
 */
export function insertRepository(
  db: Database,
  secretBox: SecretBox,
  { secret, ...repository }: NewRepository & { secret: string },
): Promise<Repository | undefined> {
  const now = Date.now();
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .insertInto("repositories")
      .values({ ...repository, hookState: "pending", createdAt: now, updatedAt: now })
      .onConflict((conflict) => conflict.columns(["integrationId", "externalId"]).doNothing())
      .returning(repositoryColumns)
      .executeTakeFirst();
    if (row) {
      const sealedHookSecret = secretBox.seal(secret, hookSecretPurpose(row.id));
      await trx
        .updateTable("repositories")
        .set({ sealedHookSecret })
        .where("id", "=", row.id)
        .execute();
    }
    return row;
  });
}

/** Called in the transaction that completes a link, for what else must happen with it. */
export type OnLinked = (trx: Database, repository: Repository) => Promise<void>;

/** The webhook as the host has it now: its number there, and what it calls. */
export interface StoredHook {
  hookId: number;
  hookUrl: string;
  hookDetail: string | null;
}

/** Completes a link with the webhook that the host has made. */
export function completeLink(
  db: Database,
  id: number,
  hook: StoredHook,
  onLinked: OnLinked,
): Promise<Repository> {
  return db.transaction().execute(async (trx) => {
    const repository = await storeHook(trx, id, hook);
    await onLinked(trx, repository);
    return repository;
  });
}

/** Keeps a webhook that was made or changed just now, and that nobody has tested. */
export function storeHook(db: Database, id: number, hook: StoredHook): Promise<Repository> {
  return db
    .updateTable("repositories")
    .set({ ...hook, hookState: "pending", updatedAt: Date.now() })
    .where("id", "=", id)
    .returning(repositoryColumns)
    .executeTakeFirstOrThrow();
}

/** The webhooks of all repositories, with what they call. */
export function listStoredHooks(db: Database) {
  return db
    .selectFrom("repositories")
    .select(["id", "organizationId", "integrationId", "hookUrl", "updatedAt"])
    .where("hookUrl", "is not", null)
    .orderBy("id")
    .execute();
}

/** What a person is told of the webhook, whatever its state. */
export function storeHookDetail(db: Database, id: number, hookDetail: string): Promise<Repository> {
  return db
    .updateTable("repositories")
    .set({ hookDetail })
    .where("id", "=", id)
    .returning(repositoryColumns)
    .executeTakeFirstOrThrow();
}

/** What came of a test of the webhook. One that proved itself alive stays so when it passes. */
export async function storeHookTest(
  db: Database,
  id: number,
  test: { hookState: HookState; hookDetail: string | null },
): Promise<void> {
  let update = db.updateTable("repositories").set(test).where("id", "=", id);
  if (test.hookState === "reachable") update = update.where("hookState", "!=", "alive");
  await update.execute();
}

/** Its commits and deliveries go with it. */
export async function deleteRepository(db: Database, id: number): Promise<void> {
  await db.deleteFrom("repositories").where("id", "=", id).execute();
}
