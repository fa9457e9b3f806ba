import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import { eventColumns, type EventWithData, inflateEvent } from "./event-store.ts";

/** Which events are meant: of a project, and of one issue of it or any. */
export interface EventsOf {
  projectId: number;
  issueId?: number | undefined;
  /** Only from one of these. */
  environments?: string[] | undefined;
}

/** Newest first, with their data; a page as `readPage` gives it. */
export async function listEvents(db: Database, of: EventsOf, page: Page): Promise<EventWithData[]> {
  const [key, id] = [sql.ref("events.occurredAt"), sql.ref("events.id")];
  const query = selectEvents(db, of).select([...eventColumns, "data"]);
  const rows = await readPage(query, { key, id, direction: "desc" }, page);
  return Promise.all(rows.map(inflateEvent));
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
