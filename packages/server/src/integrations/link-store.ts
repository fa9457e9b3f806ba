import type { Database } from "../db/database.ts";
import type { HookState } from "../db/schema.ts";
import { insertReconcile } from "../reconcile/reconcile-store.ts";
import { hookSecretPurpose } from "./hook-secret-store.ts";
import { type Repository, repositoryColumns, type RepositoryLocation } from "./repository-store.ts";
import type { SecretBox } from "./secret-box.ts";
import { hostOf } from "./host-of.ts";
import type { IntegrationMetadata } from "./types.ts";

export interface NewRepository extends RepositoryLocation {
  organizationId: number;
  integrationId: number;
  externalId: string;
  hookDetail: string;
}

/** The integration through which a repository is linked already. */
export interface LinkedThrough {
  integrationId: number;
  integrationName: string;
}

/** Whoever links has done so after this long, or was cut off: then reconcile finishes the link. */
const LINK_MS = 5 * 60_000;

/**
 * Adds a repository that has no webhook yet, with the secret that the webhook will have.
 * @param host where it is: an organization links a repository of one host once
 * @returns who has it, when the organization has this repository already
 */
export function insertRepository(
  db: Database,
  secretBox: SecretBox,
  { secret, host, ...repository }: NewRepository & { secret: string; host: string },
): Promise<{ repository: Repository } | { linkedThrough: LinkedThrough }> {
  return db.transaction().execute(async (trx) => {
    const linkedThrough = await findLinked(trx, repository, host);
    if (linkedThrough) return { linkedThrough };
    const now = Date.now();
    const row = await trx
      .insertInto("repositories")
      .values({ ...repository, hookState: "pending", createdAt: now, updatedAt: now })
      .returning(repositoryColumns)
      .executeTakeFirstOrThrow();
    const sealedHookSecret = secretBox.seal(secret, hookSecretPurpose(row.id));
    await trx
      .updateTable("repositories")
      .set({ sealedHookSecret })
      .where("id", "=", row.id)
      .execute();
    await insertReconcile(trx, row.id, now + LINK_MS);
    return { repository: row };
  });
}

/** Also through another integration. Two hosts may well number their repositories alike. */
async function findLinked(
  trx: Database,
  { organizationId, externalId }: { organizationId: number; externalId: string },
  host: string,
): Promise<LinkedThrough | undefined> {
  const rows = await trx
    .selectFrom("repositories")
    .innerJoin("integrations", "integrations.id", "repositories.integrationId")
    .select(["integrations.id as integrationId", "integrations.name as integrationName"])
    .select("integrations.metadata")
    .where("repositories.organizationId", "=", organizationId)
    .where("repositories.externalId", "=", externalId)
    .execute();
  const found = rows.find(
    ({ metadata }) => hostOf(JSON.parse(metadata) as IntegrationMetadata) === host,
  );
  return found && { integrationId: found.integrationId, integrationName: found.integrationName };
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

/** Keeps a webhook that is at the host as it was, but for its secret. */
export async function storeHookId(
  db: Database,
  id: number,
  hook: Omit<StoredHook, "hookDetail">,
): Promise<void> {
  await db.updateTable("repositories").set(hook).where("id", "=", id).execute();
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
