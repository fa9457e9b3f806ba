import type { NotNull } from "kysely";
import type { Database } from "../db/database.ts";
import type { HookState } from "../db/schema.ts";
import { type OfLink, type Repository, repositoryColumns } from "./repository-store.ts";

/** The webhook as the host has it now: its number there, and what it calls. */
export interface StoredHook {
  hookId: number;
  hookUrl: string;
  hookDetail: string | null;
}

/** Keeps a webhook that was made or changed just now, and that nobody has tested. */
export function storeHook(db: Database, id: number, hook: StoredHook): Promise<Repository> {
  return db
    .updateTable("repositories")
    .set({ ...hook, hookState: "pending", updatedAt: Date.now() })
    .where("id", "=", id)
    .returning(repositoryColumns)
    .$narrowType<OfLink>()
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
    .where("integrationId", "is not", null)
    .$narrowType<{ integrationId: NotNull }>()
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
    .$narrowType<OfLink>()
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

/** A webhook that is busy is not written down as seen more often. */
const SEEN_EVERY_MS = 1_000;

/**
 * Signed requests of the webhooks of these repositories arrived.
 * @returns those of them that are linked still
 */
export async function markHooksSeen(
  db: Database,
  repositoryIds: number[],
  at: number,
): Promise<Set<number>> {
  const hooks = await db
    .selectFrom("repositories")
    .select(["id", "hookState", "hookDetail", "hookSeenAt"])
    .where("id", "in", repositoryIds)
    .execute();
  const changed = hooks.filter(
    ({ hookState, hookDetail, hookSeenAt }) =>
      hookState !== "alive" || hookDetail !== null || at - (hookSeenAt ?? 0) >= SEEN_EVERY_MS,
  );
  if (changed.length > 0) {
    const ids = changed.map(({ id }) => id);
    await db
      .updateTable("repositories")
      .set({ hookState: "alive", hookDetail: null, hookSeenAt: at })
      .where("id", "in", ids)
      .execute();
  }
  return new Set(hooks.map(({ id }) => id));
}
