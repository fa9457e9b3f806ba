import { containsText } from "../db/contains-text.ts";
import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import type { HookState } from "../db/schema.ts";
import type { RepositoryAddress } from "./types.ts";

/** A repository linked to an organization through an integration. */
export interface Repository {
  id: number;
  organizationId: number;
  integrationId: number;
  /** The host's own id, unique within one instance only. */
  externalId: string;
  /** `KEY/slug`. */
  name: string;
  projectKey: string;
  slug: string;
  /** Its page, ending in `/browse`. */
  url: string;
  /** Its clone link over HTTP. */
  cloneUrl: string | null;
  /** Its clone link over SSH, which may be at another host. */
  sshCloneUrl: string | null;
  hookId: number | null;
  hookState: HookState;
  /** What the host answered to the last test of the webhook, in words. */
  hookDetail: string | null;
  /** When a signed request of the webhook last arrived. */
  hookSeenAt: number | null;
  createdAt: number;
  updatedAt: number;
}

/** Where a repository is: what a rename or a move changes. */
export interface RepositoryLocation extends RepositoryAddress {
  /** `KEY/slug`. */
  name: string;
  url: string;
  /** Absent where the host offers none, as is `sshCloneUrl`. */
  cloneUrl?: string | null;
  sshCloneUrl?: string | null;
}

/** All but the secret. */
export const repositoryColumns = [
  "id",
  "organizationId",
  "integrationId",
  "externalId",
  "name",
  "projectKey",
  "slug",
  "url",
  "cloneUrl",
  "sshCloneUrl",
  "hookId",
  "hookState",
  "hookDetail",
  "hookSeenAt",
  "createdAt",
  "updatedAt",
] as const;

export function findRepository(db: Database, id: number): Promise<Repository | undefined> {
  return db
    .selectFrom("repositories")
    .select(repositoryColumns)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** @throws Error when it was unlinked in the meantime */
export function getRepository(db: Database, id: number): Promise<Repository> {
  return db
    .selectFrom("repositories")
    .select(repositoryColumns)
    .where("id", "=", id)
    .executeTakeFirstOrThrow(() => new Error(`Repository ${id} is not linked any more.`));
}

/** By `KEY/slug` in any case; of two instances that have the same name, the one linked first. */
export function findRepositoryByName(
  db: Database,
  organizationId: number,
  name: string,
): Promise<Repository | undefined> {
  return db
    .selectFrom("repositories")
    .select(repositoryColumns)
    .where("organizationId", "=", organizationId)
    .where((eb) => eb(eb.fn("lower", ["name"]), "=", eb.fn("lower", [eb.val(name)])))
    .orderBy("id")
    .executeTakeFirst();
}

export interface RepositoryFilter {
  integrationId?: number;
  /** A part of the name, in any case. */
  query?: string;
  page?: Page;
}

/** By name; all of them unless a page is asked for, as `readPage` gives it. */
export function listRepositories(
  db: Database,
  organizationId: number,
  { integrationId, query, page }: RepositoryFilter = {},
): Promise<Repository[]> {
  let rows = db
    .selectFrom("repositories")
    .select(repositoryColumns)
    .where("organizationId", "=", organizationId);
  if (integrationId !== undefined) rows = rows.where("integrationId", "=", integrationId);
  if (query) rows = rows.where(containsText("name", query));
  if (!page) return rows.orderBy("name").orderBy("id").execute();
  const order = { key: sql.ref("name"), id: sql.ref("id"), direction: "asc" } as const;
  return readPage(rows, order, page);
}

/** The repository is at another place, or called otherwise, at its host. */
export async function moveRepository(
  db: Database,
  id: number,
  location: RepositoryLocation,
): Promise<void> {
  await db
    .updateTable("repositories")
    .set({
      ...location,
      cloneUrl: location.cloneUrl ?? null,
      sshCloneUrl: location.sshCloneUrl ?? null,
      updatedAt: Date.now(),
    })
    .where("id", "=", id)
    .execute();
}

/** A signed request of the webhook arrived. False when the repository is not linked any more. */
export async function markHookSeen(db: Database, id: number, at: number): Promise<boolean> {
  const result = await db
    .updateTable("repositories")
    .set({ hookState: "alive", hookDetail: null, hookSeenAt: at })
    .where("id", "=", id)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
