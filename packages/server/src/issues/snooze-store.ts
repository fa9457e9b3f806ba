import type { Database } from "../db/database.ts";

/** What ends the ignoring of an issue, as it is asked. Windows are in minutes. */
export interface Snooze {
  /** Epoch ms. */
  until: number | null;
  /** So many events more; with a window, so many within it. */
  count: number | null;
  countWindow: number | null;
  /** The same of users. */
  userCount: number | null;
  userWindow: number | null;
}

/** As it is kept, with how often the issue and how many of its users had been seen when it was asked. */
export interface KeptSnooze extends Snooze {
  issueId: number;
  userId: number | null;
  timesSeen: number;
  usersSeen: number;
  createdAt: number;
}

export async function insertSnooze(trx: Database, snooze: KeptSnooze): Promise<void> {
  await trx.insertInto("snoozes").values(snooze).execute();
}

/** @param issueIds at most 1,000 */
export async function deleteSnoozes(trx: Database, issueIds: number[]): Promise<void> {
  await trx.deleteFrom("snoozes").where("issueId", "in", issueIds).execute();
}

/** Of those of the issues that have one; at most 1,000 issues. */
export function listSnoozes(db: Database, issueIds: number[]): Promise<KeptSnooze[]> {
  if (issueIds.length === 0) return Promise.resolve([]);
  return db.selectFrom("snoozes").selectAll().where("issueId", "in", issueIds).execute();
}

/** Issues whose time of being ignored is over, at most 1,000 of them. */
export async function listDueSnoozes(db: Database, now: number): Promise<number[]> {
  const rows = await db
    .selectFrom("snoozes")
    .select("issueId")
    .where("until", "<=", now)
    .limit(1_000)
    .execute();
  return rows.map((row) => row.issueId);
}

/** @returns how many events of the issue occurred since then, or `most` if there are more */
export async function countEventsSince(
  db: Database,
  issueId: number,
  { since, most }: { since: number; most: number },
): Promise<number> {
  const { count } = await db
    .selectFrom((from) =>
      from
        .selectFrom("events")
        .select("events.id")
        .where("events.issueId", "=", issueId)
        .where("events.occurredAt", ">=", since)
        .limit(most)
        .as("recent"),
    )
    .select((eb) => eb.fn.countAll<number | string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** @returns how many users have had the issue since then, or `most` if there are more */
export async function countUsersSince(
  db: Database,
  issueId: number,
  { since, most }: { since: number; most: number },
): Promise<number> {
  const { count } = await db
    .selectFrom((from) =>
      from
        .selectFrom("issueTags")
        .select("issueTags.value")
        .where("issueTags.issueId", "=", issueId)
        .where("issueTags.key", "=", "user")
        .where("issueTags.lastSeen", ">=", since)
        .limit(most)
        .as("recent"),
    )
    .select((eb) => eb.fn.countAll<number | string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}
