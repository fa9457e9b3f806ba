import type { Database } from "../db/database.ts";
import { endSentence } from "../integrations/end-sentence.ts";
import {
  type AwaitedHost,
  countDueJobs,
  countLeftLanes,
  countSetAside,
  findLastSetAside,
  findOldestDue,
  listAwaitedHosts,
  type TroubledJob,
} from "./doctor-store.ts";
import { type Finding, findingsOf } from "./finding.ts";
import { plural } from "./plural.ts";

const { ok, warning, error } = findingsOf("Jobs");

/** Attempts of a quarter of an hour have failed by then, or the lane is very long. */
const LONG_MS = 15 * 60_000;
/** A worker looks for due lanes four times a second. */
const LEFT_MS = 60_000;

/** @param slug of the organization; absent for what the service does for itself */
export async function checkJobs(
  db: Database,
  { id, slug }: { id: number | null; slug?: string },
): Promise<Finding[]> {
  const setAside = await checkSetAside(db, id, slug);
  const awaited = await listAwaitedHosts(db, id);
  const due = await checkDue(db, id);
  if (due) return [...setAside, ...awaited.map(describeAwaited), due];
  if (awaited.length > 0) return [...setAside, ...awaited.map(describeAwaited)];
  return [...setAside, ok(id === null ? "Nothing of the service's own waits." : "Nothing waits.")];
}

async function checkSetAside(db: Database, id: number | null, slug?: string): Promise<Finding[]> {
  const last = await findLastSetAside(db, id);
  if (!last) return [];
  const told = `${plural(await countSetAside(db, id), "job was", "jobs were")} given up; the last is ${describe(last)}.`;
  const replay = slug
    ? ` Put that right, then POST /api/0/organizations/${slug}/jobs/replay/.`
    : " It comes again by itself.";
  return [warning(told + replay)];
}

/** Why the host is paused is told where it is looked at. */
function describeAwaited({ name, jobs }: AwaitedHost): Finding {
  return warning(`${plural(jobs, "job waits", "jobs wait")} for ${name} to answer and let us in.`);
}

/** @returns undefined when nothing waits but for a host */
async function checkDue(db: Database, id: number | null): Promise<Finding | undefined> {
  const oldest = await findOldestDue(db, id);
  if (!oldest) return undefined;
  const minutes = Math.floor((Date.now() - oldest.createdAt) / 60_000);
  const told = `${plural(await countDueJobs(db, id), "job waits", "jobs wait")}, the oldest for ${minutes} min`;
  if (minutes * 60_000 < LONG_MS) return ok(`${told}.`);
  return warning(
    `${told}: ${describe(oldest)}. When nothing else is wrong here, the log tells why under that lane.`,
  );
}

/** Whether anybody works. */
export async function checkWorkers(db: Database): Promise<Finding[]> {
  const left = await countLeftLanes(db, Date.now() - LEFT_MS);
  if (left === 0) return [];
  return [
    error(
      `${plural(left, "lane is", "lanes are")} due for more than a minute, and no worker takes them. Start the service; if it runs, see its log for "cannot take or end jobs".`,
    ),
  ];
}

function describe({ kind, lane, attempts, lastError }: TroubledJob): string {
  const reason =
    lastError === null ? "" : `, whose last attempt failed: ${endSentence(lastError).slice(0, -1)}`;
  return `${kind} in ${lane} after ${plural(attempts, "attempt", "attempts")}${reason}`;
}
