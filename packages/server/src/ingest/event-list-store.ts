import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import {
  eventColumns,
  type EventWithData,
  inflateEvent,
  type StoredEvent,
  toStoredEvent,
} from "./event-store.ts";

/** Which events are meant: of a project, and of one issue of it or any. */
export interface EventsOf {
  projectId: number;
  issueId?: number | undefined;
  /** Only from one of these. */
  environments?: string[] | undefined;
}

const newestFirst = {
  key: sql.ref("events.occurredAt"),
  id: sql.ref("events.id"),
  direction: "desc",
} as const;

/** Newest first; a page as `readPage` gives it. */
export async function listEvents(db: Database, of: EventsOf, page: Page): Promise<StoredEvent[]> {
  const rows = await readPage(selectEvents(db, of).select(eventColumns), newestFirst, page);
  return rows.map(toStoredEvent);
}

/** The same with all that was sent. */
export async function listEventsWithData(
  db: Database,
  of: EventsOf,
  page: Page,
): Promise<EventWithData[]> {
  const query = selectEvents(db, of).select([...eventColumns, "data"]);
  return Promise.all((await readPage(query, newestFirst, page)).map(inflateEvent));
}

/** The first or the last of the events. */
export async function findOutermostEvent(
  db: Database,
  of: EventsOf,
  which: "oldest" | "latest",
): Promise<EventWithData | undefined> {
  const direction = which === "oldest" ? "asc" : "desc";
  const row = await selectEvents(db, of)
    .select([...eventColumns, "data"])
    .orderBy("occurredAt", direction)
    .orderBy("id", direction)
    .executeTakeFirst();
  return row && inflateEvent(row);
}

/** The events of the same issue before and after one. */
export interface EventNeighbours {
  previous: string | undefined;
  next: string | undefined;
}

export async function findEventNeighbours(
  db: Database,
  event: { id: number; projectId: number; issueId: number; occurredAt: number },
): Promise<EventNeighbours> {
  const from = { key: event.occurredAt, id: event.id };
  const beside = async (direction: "asc" | "desc") => {
    const [row] = await readPage(
      selectEvents(db, event).select("eventId"),
      { key: sql.ref("occurredAt"), id: sql.ref("id"), direction },
      { from, backwards: false, limit: 1 },
    );
    return row?.eventId;
  };
  return { previous: await beside("desc"), next: await beside("asc") };
}

/** An event of an organization by its id alone. */
export async function findEventAnywhere(
  db: Database,
  organizationId: number,
  eventId: string,
): Promise<EventWithData | undefined> {
  const row = await db
    .selectFrom("events")
    .select([...eventColumns, "data"])
    .where("eventId", "=", eventId)
    .where("projectId", "in", (projects) =>
      projects.selectFrom("projects").where("organizationId", "=", organizationId).select("id"),
    )
    .executeTakeFirst();
  return row && inflateEvent(row);
}

function selectEvents(db: Database, { projectId, issueId, environments }: EventsOf) {
  let events = db.selectFrom("events");
  events =
    issueId === undefined
      ? events.where("projectId", "=", projectId)
      : events.where("issueId", "=", issueId);
  return environments ? events.where("environment", "in", environments) : events;
}
