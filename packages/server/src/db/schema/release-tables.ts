import type { Generated } from "kysely";
import type { Json } from "./json.ts";

/** Releases, their commits and deploys. */
export interface ReleaseTables {
  releases: ReleasesTable;
  releaseProjects: ReleaseProjectsTable;
  releaseFetches: ReleaseFetchesTable;
  releaseHeads: ReleaseHeadsTable;
  releaseCommits: ReleaseCommitsTable;
  releaseActivities: ReleaseActivitiesTable;
  deploys: DeploysTable;
  deployProjects: DeployProjectsTable;
  releaseHours: ReleaseHoursTable;
}

/** State of the commits of a release: none asked for, being fetched, there, or failed. */
export type ReleaseCommitsState = "none" | "pending" | "done" | "failed";

interface ReleasesTable {
  id: Generated<number>;
  organizationId: number;
  version: string;
  ref: string | null;
  url: string | null;
  status: "open" | "archived";
  dateReleased: number | null;
  /** The first 7 digits of the sha that the version is or has; null: it has none. */
  namedSha: string | null;
  /** The commit of that sha, once it is recorded. */
  commitId: number | null;
  /** When that commit was made: what the release is in order by. */
  committedAt: number | null;
  commitsState: ReleaseCommitsState;
  /** Why it is so, in words, when there is something to say. */
  commitsReason: string | null;
  /** The newest call that set the commits: what an older one still fetches is dropped. */
  commitsCall: string | null;
  createdAt: number;
}

interface ReleaseProjectsTable {
  releaseId: number;
  projectId: number;
}

/** What the newest call that set the commits of a release asks of each host. */
interface ReleaseFetchesTable {
  releaseId: number;
  /** The integration may have been uninstalled since. */
  integrationId: number;
  state: Exclude<ReleaseCommitsState, "none">;
  reason: string | null;
  /** What it is asked for, so that it can be asked again. */
  refs: Json;
  /** What it gave are commits of the release. */
  hasWritten: Generated<0 | 1>;
}

interface ReleaseHeadsTable {
  releaseId: number;
  repositoryId: number;
  sha: string;
  previousSha: string | null;
}

interface ReleaseCommitsTable {
  releaseId: number;
  commitId: number;
  /** 0 is the newest; null: a merge, which is not listed. */
  position: number | null;
}

/** What a person who set the commits of a release is told. */
export type ReleaseActivityType = "commits_done" | "commits_failed";

interface ReleaseActivitiesTable {
  id: Generated<number>;
  releaseId: number;
  type: ReleaseActivityType;
  /** Who asked; null for an organization's token. */
  userId: number | null;
  /** Which call for commits it is about: the outcome of one is told once. */
  ident: string;
  data: Json;
  createdAt: number;
}

interface DeploysTable {
  id: Generated<number>;
  releaseId: number;
  environment: string;
  name: string | null;
  url: string | null;
  dateStarted: number | null;
  dateFinished: number;
}

interface DeployProjectsTable {
  deployId: number;
  projectId: number;
}

/** How many events of a release happened within an hour. */
interface ReleaseHoursTable {
  releaseId: number;
  /** When it began. */
  hour: number;
  events: number;
}
