import type { Database } from "../db/database.ts";
import { deleteReconcile, insertReconcile } from "../reconcile/reconcile-store.ts";
import { hookSecretPurpose } from "./hook-secret-store.ts";
import { type StoredHook, storeHook } from "./hook-store.ts";
import { findUnlinkedRepository } from "./known-repository-store.ts";
import {
  type OfLink,
  type Repository,
  repositoryColumns,
  type RepositoryLocation,
} from "./repository-store.ts";
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

/** A link that has no webhook yet. */
export interface BegunLink {
  repository: Repository;
  /** It was known by its name, with commits that builds had sent. */
  wasKnown: boolean;
}

/** Whoever links has done so after this long, or was cut off: then reconcile finishes the link. */
const LINK_MS = 5 * 60_000;

/**
 * Adds a repository that has no webhook yet, with the secret that the webhook will have. One that was
 * known by that name alone is now this one, with the commits that it has.
 * @param host where it is: an organization links a repository of one host once
 * @returns who has it, when the organization has this repository already
 */
export function insertRepository(
  db: Database,
  secretBox: SecretBox,
  { secret, host, ...repository }: NewRepository & { secret: string; host: string },
): Promise<BegunLink | { linkedThrough: LinkedThrough }> {
  return db.transaction().execute(async (trx) => {
    const { organizationId, externalId, name } = repository;
    const linkedThrough = (await listLinked(trx, organizationId, host, [externalId])).get(
      externalId,
    );
    if (linkedThrough) return { linkedThrough };
    const known = await findUnlinkedRepository(trx, organizationId, name);
    const row = known ? await adopt(trx, known.id, repository) : await insert(trx, repository);
    const sealedHookSecret = secretBox.seal(secret, hookSecretPurpose(row.id));
    await trx
      .updateTable("repositories")
      .set({ sealedHookSecret })
      .where("id", "=", row.id)
      .execute();
    await insertReconcile(trx, row.id, Date.now() + LINK_MS);
    return { repository: row, wasKnown: known !== undefined };
  });
}

function insert(trx: Database, repository: NewRepository): Promise<Repository> {
  const now = Date.now();
  return trx
    .insertInto("repositories")
    .values({ ...repository, hookState: "pending", createdAt: now, updatedAt: now })
    .returning(repositoryColumns)
    .$narrowType<OfLink>()
    .executeTakeFirstOrThrow();
}

function adopt(trx: Database, id: number, repository: NewRepository): Promise<Repository> {
  return trx
    .updateTable("repositories")
    .set({ ...repository, updatedAt: Date.now() })
    .where("id", "=", id)
    .returning(repositoryColumns)
    .$narrowType<OfLink>()
    .executeTakeFirstOrThrow();
}

/** Takes a link back that could not be completed; the commits that the repository had before stay. */
export async function undoLink(
  db: Database,
  { repository: { id }, wasKnown }: BegunLink,
): Promise<void> {
  if (!wasKnown) return deleteRepository(db, id);
  await db.transaction().execute((trx) => removeLink(trx, id));
}

/** The repository is then one that is known by its name alone: nobody is asked about it, or heard. */
export async function removeLink(trx: Database, id: number): Promise<void> {
  await deleteReconcile(trx, id);
  await clearLink(trx, id);
}

async function clearLink(trx: Database, id: number): Promise<void> {
  await trx
    .updateTable("repositories")
    .set({
      integrationId: null,
      externalId: null,
      projectKey: null,
      slug: null,
      url: null,
      cloneUrl: null,
      sshCloneUrl: null,
      sealedHookSecret: null,
      hookDetail: null,
      updatedAt: Date.now(),
    })
    .where("id", "=", id)
    .execute();
}

/**
 * Which of these repositories of a host an organization has linked, through whatever integration, by the
 * host's own ids. Two hosts may well number their repositories alike.
 */
export async function listLinked(
  db: Database,
  organizationId: number,
  host: string,
  externalIds: string[],
): Promise<Map<string, LinkedThrough>> {
  if (externalIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("repositories")
    .innerJoin("integrations", "integrations.id", "repositories.integrationId")
    .select(["integrations.id as integrationId", "integrations.name as integrationName"])
    .select(["integrations.metadata", "repositories.externalId"])
    .$narrowType<Pick<OfLink, "externalId">>()
    .where("integrations.organizationId", "=", organizationId)
    .where("repositories.externalId", "in", externalIds)
    .execute();
  const ofHost = rows.filter(
    ({ metadata }) => hostOf(JSON.parse(metadata) as IntegrationMetadata) === host,
  );
  return new Map(
    ofHost.map(({ externalId, integrationId, integrationName }) => [
      externalId,
      { integrationId, integrationName },
    ]),
  );
}

/** Called in the transaction that completes a link, for what else must happen with it. */
export type OnLinked = (trx: Database, repository: Repository) => Promise<void>;

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

/** Some of its commits, with all that is about them. @returns how many */
export async function deleteCommits(db: Database, id: number, limit: number): Promise<number> {
  const some = db.selectFrom("commits").select("id").where("repositoryId", "=", id).limit(limit);
  const { numDeletedRows } = await db
    .deleteFrom("commits")
    .where("id", "in", some)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** What it has still of commits and deliveries goes with it. */
export async function deleteRepository(db: Database, id: number): Promise<void> {
  await db.deleteFrom("repositories").where("id", "=", id).execute();
}
