import { type CommitDetails, listCommitDetails } from "../commits/commit-details-store.ts";
import type { CommitPerson } from "../commits/types.ts";
import type { Database } from "../db/database.ts";
import type { EventWithData } from "../ingest/event-store.ts";
import type { EventFrame, IngestedEvent } from "../ingest/ingested-event.ts";
import { isRuntimeFrame } from "../ingest/describe-frame.ts";
import { type CodeMapping, listCodeMappings } from "../integrations/code-mapping-store.ts";
import { findReleaseById } from "../releases/release-store.ts";
import { toFramePath } from "./frame-path.ts";
import { indexMappings, mapFrame, type MappingIndex } from "./map-frame.ts";
import { scoreCommits, type SuspectFile } from "./score-commits.ts";
import { listReleasesBetween, listTouchedFiles } from "./suspect-commit-store.ts";

/** Somebody whose commits may have caused a crash. */
export interface Suspect {
  author: CommitPerson;
  /** The most suspect first. */
  commits: CommitDetails[];
}

const MOST_SUSPECTS = 2;

/** Those nearest to the crash; where further ones are tells next to nothing of it. */
const MOST_FRAMES = 250;

/**
 * Who may have caused an event: authors of commits in its release, and in the releases since its issue
 * was first seen, that touched the files of its in-app frames. The most suspect first, two at most.
 */
export async function findSuspectCommits(
  db: Database,
  issue: { firstReleaseId: number | null },
  event: EventWithData,
): Promise<Suspect[]> {
  const files = toSuspectFiles(event.data, await listCodeMappings(db, event.projectId));
  const releaseIds = await listReleasesOf(db, issue, event);
  const names = files.map((file) => file.path.split("/").at(-1) ?? "");
  const touched = await listTouchedFiles(db, releaseIds, [...new Set(names)].slice(0, 5));
  return toSuspects(await listCommitDetails(db, scoreCommits(files, touched)));
}

async function listReleasesOf(
  db: Database,
  issue: { firstReleaseId: number | null },
  event: EventWithData,
): Promise<number[]> {
  const lastId = event.releaseId ?? issue.firstReleaseId;
  const last = lastId === null ? undefined : await findReleaseById(db, lastId);
  if (!last) return [];
  const first = await findReleaseById(db, issue.firstReleaseId ?? last.id);
  return listReleasesBetween(db, event.projectId, first ?? last, last);
}

/** The files of the in-app frames, each once: of what was thrown in the end before its causes. */
function toSuspectFiles(event: IngestedEvent, mappings: CodeMapping[]): SuspectFile[] {
  const frames = event.exceptions.toReversed().flatMap(({ frames: of }) => of.toReversed());
  const index = indexMappings(mappings);
  const files = frames
    .filter((frame) => frame.inApp && !isRuntimeFrame(frame))
    .slice(0, MOST_FRAMES)
    .flatMap((frame) => toSuspectFile(frame, index) ?? []);
  return [...new Map(files.map((file) => [`${file.repositoryId} ${file.path}`, file])).values()];
}

function toSuspectFile(frame: EventFrame, mappings: MappingIndex): SuspectFile | undefined {
  const source = mapFrame(frame, mappings);
  if (source) return { path: source.path, repositoryId: source.mapping.repositoryId };
  const path = toFramePath(frame);
  return path === undefined ? undefined : { path };
}

function toSuspects(commits: CommitDetails[]): Suspect[] {
  const byEmail = new Map<string, Suspect>();
  for (const commit of commits) {
    if (!commit.author) continue;
    const key = commit.author.email ?? commit.author.name;
    const suspect = byEmail.get(key) ?? { author: commit.author, commits: [] };
    suspect.commits.push(commit);
    byEmail.set(key, suspect);
  }
  return [...byEmail.values()].slice(0, MOST_SUSPECTS);
}
