import { type ExpressionBuilder, type Selectable, sql } from "kysely";
import { containsText } from "../db/contains-text.ts";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import { toRowId } from "../db/row-id.ts";
import type { Schema } from "../db/schema.ts";
import { findRepositoryByName, type Repository, repositoryColumns } from "./repository-store.ts";

/**
 * A repository that is known only by the name that a build sent commits with. Nobody can be asked
 * about it, and it has no webhook. Linking a repository of that name makes it that one.
 */
export interface UnlinkedRepository {
  id: number;
  organizationId: number;
  integrationId: null;
  name: string;
  createdAt: number;
}

/** A repository that has commits, or may get them. */
export type KnownRepository = Repository | UnlinkedRepository;

/**
 * The repository of that name in any case, made unlinked when it is the first mention of it. One
 * transaction: made beside a link of that name, it would be listed nowhere.
 */
export function ensureKnownRepository(
  db: Database,
  organizationId: number,
  name: string,
): Promise<KnownRepository> {
  return db.transaction().execute(async (trx) => {
    const known = await findKnownRepositoryByName(trx, organizationId, name);
    if (known) return known;
    const now = Date.now();
    await trx
      .insertInto("repositories")
      .values({ organizationId, name, hookState: "pending", createdAt: now, updatedAt: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return unlinkedOf(trx, organizationId, name).executeTakeFirstOrThrow();
  });
}

export function findUnlinkedRepository(
  db: Database,
  organizationId: number,
  name: string,
): Promise<UnlinkedRepository | undefined> {
  return unlinkedOf(db, organizationId, name).executeTakeFirst();
}

function unlinkedOf(db: Database, organizationId: number, name: string) {
  return db
    .selectFrom("repositories")
    .select(["id", "organizationId", "integrationId", "name", "createdAt"])
    .$narrowType<{ integrationId: null }>()
    .where("integrationId", "is", null)
    .where("organizationId", "=", organizationId)
    .where((eb) => eb(eb.fn("lower", ["name"]), "=", eb.fn("lower", [eb.val(name)])));
}

/** By its name in any case; of two the linked one. */
async function findKnownRepositoryByName(
  db: Database,
  organizationId: number,
  name: string,
): Promise<KnownRepository | undefined> {
  const linked = await findRepositoryByName(db, organizationId, name);
  return linked ?? findUnlinkedRepository(db, organizationId, name);
}

/** By its number, or by its name, which those of two hosts may have. */
export async function findKnownRepositoryOf(
  db: Database,
  organizationId: number,
  named: number | string,
): Promise<KnownRepository | undefined> {
  if (typeof named === "string") return findKnownRepositoryByName(db, organizationId, named);
  const repository = await findKnownRepository(db, toRowId(named));
  return repository?.organizationId === organizationId ? repository : undefined;
}

export async function findKnownRepository(
  db: Database,
  id: number,
): Promise<KnownRepository | undefined> {
  const [repository] = await listKnownRepositoriesById(db, [id]);
  return repository;
}

export interface RepositoryFilter {
  integrationId?: number | undefined;
  /** A part of the name, in any case. */
  query?: string | undefined;
  page: Page;
}

/**
 * By name, a page as `readPage` gives it. An unlinked one is left out when a linked one has its name: one
 * that was renamed to it.
 */
export async function listKnownRepositories(
  db: Database,
  organizationId: number,
  { integrationId, query, page }: RepositoryFilter,
): Promise<KnownRepository[]> {
  let rows = db
    .selectFrom("repositories")
    .select(repositoryColumns)
    .where("organizationId", "=", organizationId)
    .where((eb) =>
      eb.or([eb("integrationId", "is not", null), eb.not(eb.exists(linkedOfThatName(eb)))]),
    );
  if (integrationId !== undefined) rows = rows.where("integrationId", "=", integrationId);
  if (query) rows = rows.where(containsText("name", query));
  const order = { key: sql.ref("name"), id: sql.ref("id"), direction: "asc" } as const;
  return (await readPage(rows, order, page)).map(toKnownRepository);
}

function linkedOfThatName(eb: ExpressionBuilder<Schema, "repositories">) {
  return eb
    .selectFrom("repositories as linked")
    .select("linked.id")
    .where("linked.integrationId", "is not", null)
    .whereRef("linked.organizationId", "=", "repositories.organizationId")
    .where((on) => on(on.fn("lower", ["linked.name"]), "=", on.fn("lower", ["repositories.name"])));
}

/** In any order. */
export async function listKnownRepositoriesById(
  db: Database,
  ids: number[],
): Promise<KnownRepository[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("repositories")
    .select(repositoryColumns)
    .where("id", "in", ids)
    .execute();
  return rows.map(toKnownRepository);
}

type Row = Pick<Selectable<Schema["repositories"]>, (typeof repositoryColumns)[number]>;

function toKnownRepository(row: Row): KnownRepository {
  const { id, organizationId, name, createdAt } = row;
  const { integrationId, externalId, projectKey, slug, url } = row;
  const isLinked = integrationId !== null && externalId !== null;
  if (!isLinked || projectKey === null || slug === null || url === null) {
    return { id, organizationId, integrationId: null, name, createdAt };
  }
  return { ...row, integrationId, externalId, projectKey, slug, url };
}
