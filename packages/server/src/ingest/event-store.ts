import { promisify } from "node:util";
import { inflate } from "node:zlib";
import type { Database } from "../db/database.ts";
import type { EventSummary } from "./event-summary.ts";
import type { IngestedEvent } from "./ingested-event.ts";

/** A stored event, without all that was sent. */
export interface StoredEvent {
  id: number;
  projectId: number;
  issueId: number;
  /** 32 hex digits. */
  eventId: string;
  releaseId: number | null;
  environment: string | null;
  title: string;
  occurredAt: number;
  receivedAt: number;
  summary: EventSummary;
}

/** As the database has it. */
type EventRow = Omit<StoredEvent, "summary"> & { summary: string };

/** All but the data. */
export const eventColumns = [
  "id",
  "projectId",
  "issueId",
  "eventId",
  "releaseId",
  "environment",
  "title",
  "occurredAt",
  "receivedAt",
  "summary",
] as const;

export function toStoredEvent<Row extends EventRow>(
  row: Row,
): Omit<Row, "summary"> & Pick<StoredEvent, "summary"> {
  return { ...row, summary: JSON.parse(row.summary) as EventSummary };
}

/** The events of these projects that are there and have one of these ids. */
export function listKnownEvents(
  db: Database,
  projectIds: number[],
  eventIds: string[],
): Promise<{ projectId: number; eventId: string }[]> {
  return db
    .selectFrom("events")
    .select(["projectId", "eventId"])
    .where("projectId", "in", projectIds)
    .where("eventId", "in", eventIds)
    .execute();
}

/** @param data the normalized event, kept deflated */
export async function insertEvent(
  trx: Database,
  event: Omit<StoredEvent, "id" | "receivedAt">,
  data: Buffer,
): Promise<void> {
  await trx
    .insertInto("events")
    .values({ ...event, summary: JSON.stringify(event.summary), receivedAt: Date.now(), data })
    .execute();
}

/** An event with all that was sent. */
export interface EventWithData extends StoredEvent {
  data: IngestedEvent;
}

/** The newest event of an issue with all its data. */
export async function findLatestEvent(
  db: Database,
  issueId: number,
): Promise<EventWithData | undefined> {
  const row = await db
    .selectFrom("events")
    .select([...eventColumns, "data"])
    .where("issueId", "=", issueId)
    .orderBy("occurredAt", "desc")
    .orderBy("id", "desc")
    .executeTakeFirst();
  return row && inflateEvent(row);
}

/** By the id that the SDK gave it, 32 hex digits. */
export async function findEvent(
  db: Database,
  projectId: number,
  eventId: string,
): Promise<EventWithData | undefined> {
  const row = await db
    .selectFrom("events")
    .select([...eventColumns, "data"])
    .where("projectId", "=", projectId)
    .where("eventId", "=", eventId)
    .executeTakeFirst();
  return row && inflateEvent(row);
}

/** Reads the data of an event as it is kept. */
export async function inflateEvent(row: EventRow & { data: Uint8Array }): Promise<EventWithData> {
  const text = (await promisify(inflate)(row.data)).toString("utf8");
  return { ...toStoredEvent(row), data: JSON.parse(text) as IngestedEvent };
}
