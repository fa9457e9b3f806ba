import type { Generated } from "kysely";
import type { Json } from "./json.ts";

/** Issues, their events, and what resolves them. */
export interface IssueTables {
  issues: IssuesTable;
  issueHashes: IssueHashesTable;
  issueTitles: IssueTitlesTable;
  issueMarks: IssueMarksTable;
  snoozes: SnoozesTable;
  events: EventsTable;
  activities: ActivitiesTable;
  commitReferences: CommitReferencesTable;
  resolutions: ResolutionsTable;
  environments: EnvironmentsTable;
  projectPlatforms: ProjectPlatformsTable;
}

export type IssueStatus = "unresolved" | "resolved" | "ignored";

interface IssuesTable {
  id: Generated<number>;
  /** That of the project: so that an organization's issues can be listed through an index. */
  organizationId: number;
  projectId: number;
  /** The counter behind the short id: 1 is `SHOP-1`. */
  number: number;
  title: string;
  culprit: string;
  type: string;
  level: string;
  metadata: Json;
  platform: string;
  status: IssueStatus;
  substatus: string | null;
  timesSeen: Generated<number>;
  /** The values of its tag `user`: lists are sorted by it. */
  usersSeen: Generated<number>;
  firstSeen: number;
  lastSeen: number;
  firstReleaseId: number | null;
  lastReleaseId: number | null;
  resolvedAt: number | null;
  /** The user it is assigned to. */
  assigneeId: number | null;
}

interface IssueHashesTable {
  projectId: number;
  hash: string;
  issueId: number;
}

/** What is searched for words, apart from the broad rows of issues: see docs/decisions/0006. */
interface IssueTitlesTable {
  issueId: number;
  /** In lower case. */
  title: string;
}

export type IssueMark = "seen" | "bookmark";

/** What a user noted of an issue, for this user alone. */
interface IssueMarksTable {
  issueId: number;
  userId: number;
  kind: IssueMark;
}

/** Until when an ignored issue stays so. Whichever comes first ends it. */
interface SnoozesTable {
  issueId: number;
  userId: number | null;
  until: number | null;
  /** So many events more, or within the minutes of the window. */
  count: number | null;
  countWindow: number | null;
  /** So many users more, or within the minutes of their window. */
  userCount: number | null;
  userWindow: number | null;
  /** How many there were when this was said. */
  timesSeen: number;
  usersSeen: number;
  createdAt: number;
}

interface EventsTable {
  id: Generated<number>;
  projectId: number;
  issueId: number;
  /** 32 hex digits. */
  eventId: string;
  releaseId: number | null;
  environment: string | null;
  title: string;
  occurredAt: number;
  receivedAt: number;
  /** What lists tell of it. */
  summary: Json;
  /** The normalized event as JSON, deflated. */
  data: Uint8Array;
}

/** Where a project's releases run, as its events and deploys say. */
interface EnvironmentsTable {
  id: Generated<number>;
  projectId: number;
  name: string;
  isHidden: Generated<0 | 1>;
}

/** What the events of a project are written in. */
interface ProjectPlatformsTable {
  projectId: number;
  name: string;
}

/** Sentry's names of what may happen to an issue. */
export type ActivityType =
  | "first_seen"
  | "referenced_in_commit"
  | "set_resolved_in_commit"
  | "set_resolved_in_release"
  | "set_resolved"
  | "set_unresolved"
  | "set_ignored"
  | "assigned"
  | "unassigned"
  | "set_regression";

interface ActivitiesTable {
  id: Generated<number>;
  issueId: number;
  type: ActivityType;
  /** What the activity is about (a commit's sha, a release's id): the same thing is told once. */
  ident: string | null;
  userId: number | null;
  data: Json;
  createdAt: number;
  /** The delivery that it came of; that is deleted before the activity is. */
  deliveryId: number | null;
}

interface CommitReferencesTable {
  id: Generated<number>;
  commitId: number;
  issueId: number;
  createdAt: number;
}

export type ResolutionType = "in_commit" | "in_release" | "in_next_release";

interface ResolutionsTable {
  issueId: number;
  type: ResolutionType;
  commitId: number | null;
  /** Of `in_next_release`: the newest release when it was said. */
  releaseId: number | null;
  createdAt: number;
}
