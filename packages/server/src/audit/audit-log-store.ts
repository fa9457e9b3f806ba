import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import type { AuditEvent } from "./audit-event.ts";

/** Who does something, and from where. */
export interface Actor {
  userId: number | null;
  /** As a person reads it: an e-mail address, or which token of the organization. */
  name: string;
  /** Where the request came from; null when no request asked for it. */
  address: string | null;
}

/** What the service does by its configuration, or who may run commands beside it. */
export const SERVICE: Actor = { userId: null, name: "service", address: null };

/** Something that was done, and will be asked about. */
export interface Act {
  organizationId: number;
  event: AuditEvent;
  actor: Actor;
  /** What it was done to, as a person reads it: a name, never a secret. */
  target: string;
  /** More of it, without secrets. */
  data?: Record<string, string | number | boolean | string[] | null>;
}

/** Writes an act down, in the transaction of the act. */
export async function recordAct(trx: Database, act: Act): Promise<void> {
  const { organizationId, event, actor, target, data = {} } = act;
  await trx
    .insertInto("auditLog")
    .values({
      organizationId,
      event,
      userId: actor.userId,
      actor: actor.name,
      address: actor.address,
      target,
      data: JSON.stringify(data),
      createdAt: Date.now(),
    })
    .execute();
}

/** Writes down what a user did for themselves, in each organization that they belong to. */
export async function recordActOfUser(
  trx: Database,
  act: Omit<Act, "organizationId"> & { userId: number },
): Promise<void> {
  const { userId, ...rest } = act;
  const rows = await trx
    .selectFrom("members")
    .select("organizationId")
    .where("userId", "=", userId)
    .execute();
  for (const { organizationId } of rows) await recordAct(trx, { organizationId, ...rest });
}

/** Writes down what concerns all organizations. */
export async function recordActEverywhere(
  trx: Database,
  act: Omit<Act, "organizationId">,
): Promise<void> {
  const rows = await trx.selectFrom("organizations").select("id").execute();
  for (const { id: organizationId } of rows) await recordAct(trx, { organizationId, ...act });
}

export interface AuditLogEntry {
  id: number;
  event: string;
  userId: number | null;
  actor: string;
  address: string | null;
  target: string;
  data: Record<string, unknown>;
  createdAt: number;
}

/** Newest first; a page as `readPage` gives it. */
export async function listAuditLog(
  db: Database,
  organizationId: number,
  { event, userId, page }: { event?: string; userId?: number; page: Page },
): Promise<AuditLogEntry[]> {
  let rows = db.selectFrom("auditLog").selectAll().where("organizationId", "=", organizationId);
  if (event !== undefined) rows = rows.where("event", "=", event);
  if (userId !== undefined) rows = rows.where("userId", "=", userId);
  const id = sql.ref("auditLog.id");
  const found = await readPage(rows, { key: id, id, direction: "desc" }, page);
  return found.map(({ organizationId: _of, data, ...entry }) => ({
    ...entry,
    data: JSON.parse(data) as Record<string, unknown>,
  }));
}
