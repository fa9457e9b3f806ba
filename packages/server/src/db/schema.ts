import type { Generated } from "kysely";

/**
 * The tables as Kysely sees them (columns in camel case through its plugin). Times are epoch
 * milliseconds, `0 | 1` is truth, `Json` is text that one store writes and reads.
 */
export interface Schema {
  organizations: OrganizationsTable;
  users: UsersTable;
  members: MembersTable;
  apiTokens: ApiTokensTable;
  orgAuthTokens: OrgAuthTokensTable;
  projects: ProjectsTable;
  projectKeys: ProjectKeysTable;
  keyChecks: KeyChecksTable;
  integrations: IntegrationsTable;
  identities: IdentitiesTable;
  pipelines: PipelinesTable;
  repositories: RepositoriesTable;
  codeMappings: CodeMappingsTable;
  deliveries: DeliveriesTable;
  lanes: LanesTable;
  jobs: JobsTable;
  commitAuthors: CommitAuthorsTable;
  commits: CommitsTable;
  commitFiles: CommitFilesTable;
  releases: ReleasesTable;
  releaseProjects: ReleaseProjectsTable;
  releaseHeads: ReleaseHeadsTable;
  releaseCommits: ReleaseCommitsTable;
  releaseActivities: ReleaseActivitiesTable;
  deploys: DeploysTable;
  deployProjects: DeployProjectsTable;
  issues: IssuesTable;
  issueHashes: IssueHashesTable;
  events: EventsTable;
  activities: ActivitiesTable;
  commitReferences: CommitReferencesTable;
  resolutions: ResolutionsTable;
  environments: EnvironmentsTable;
}

type Json = string;

/** When a commit that names an issue resolves it: design section 5, rule 2. */
export type ResolveOn = "default-branch" | "any-branch" | "release";

interface OrganizationsTable {
  id: Generated<number>;
  slug: string;
  name: string;
  resolveOn: ResolveOn;
  createdAt: number;
}

interface UsersTable {
  id: Generated<number>;
  email: string;
  name: string;
  passwordHash: string;
  createdAt: number;
}

interface MembersTable {
  id: Generated<number>;
  organizationId: number;
  userId: number;
  role: "owner" | "admin" | "member";
}

interface ApiTokensTable {
  id: Generated<number>;
  tokenHash: string;
  /** What a person tells one token from another by. */
  lastCharacters: string;
  userId: number;
  name: string;
  scopes: Json;
  createdAt: number;
}

/** Tokens that act for an organization, whoever made them. */
interface OrgAuthTokensTable {
  id: Generated<number>;
  tokenHash: string;
  lastCharacters: string;
  organizationId: number;
  createdById: number | null;
  name: string;
  scopes: Json;
  createdAt: number;
}

interface ProjectsTable {
  id: Generated<number>;
  organizationId: number;
  slug: string;
  name: string;
  platform: string | null;
  /** The number of the newest issue. */
  issueCounter: Generated<number>;
  createdAt: number;
}

interface ProjectKeysTable {
  id: Generated<number>;
  projectId: number;
  name: string;
  publicKey: string;
  /** At most `rateLimitCount` events in so many seconds; null leaves it to the service. */
  rateLimitWindow: Generated<number | null>;
  rateLimitCount: Generated<number | null>;
  /** Whether it may be reported to with this key. */
  isActive: Generated<0 | 1>;
  createdAt: number;
}

/** One row: something sealed with the secret key of this database. */
interface KeyChecksTable {
  sealed: Uint8Array;
}

interface IntegrationsTable {
  id: Generated<number>;
  organizationId: number;
  provider: string;
  /** What tells two installations of one provider apart. */
  externalId: string;
  name: string;
  metadata: Json;
  /** Why the host refuses its credentials, since when: null while they are good. */
  refusalCode: string | null;
  refusalReason: string | null;
  refusedAt: number | null;
  createdAt: number;
  updatedAt: number;
}

interface IdentitiesTable {
  id: Generated<number>;
  integrationId: number;
  userId: number | null;
  sealedCredentials: Uint8Array;
  expiresAt: number | null;
  updatedAt: number;
}

interface PipelinesTable {
  id: Generated<number>;
  organizationId: number;
  userId: number;
  provider: string;
  step: string;
  requestTokenHash: string | null;
  sealedState: Uint8Array;
  createdAt: number;
}

/**
 * `pending`: not tested yet; `missing`: Bitbucket has no such webhook, or one that sends us nothing, and
 * it could not be repaired; `unreachable`: Bitbucket said that it cannot reach us; `reachable`:
 * Bitbucket's own test got through; `alive`: a signed request of this hook arrived.
 */
export type HookState = "pending" | "missing" | "unreachable" | "reachable" | "alive";

interface RepositoriesTable {
  id: Generated<number>;
  organizationId: number;
  integrationId: number;
  /** Bitbucket's number, unique within one instance only. */
  externalId: string;
  /** `KEY/slug`. */
  name: string;
  projectKey: string;
  slug: string;
  /** The page of the repository, ending in `/browse`. */
  url: string;
  /** Its clone link over HTTP. */
  cloneUrl: string | null;
  /** Its clone link over SSH, which may be at another host. */
  sshCloneUrl: string | null;
  hookId: number | null;
  /** What the webhook calls, as last told to Bitbucket. */
  hookUrl: string | null;
  sealedHookSecret: Uint8Array | null;
  hookState: HookState;
  /** What Bitbucket answered to the test, in words. */
  hookDetail: string | null;
  /** When a signed request of the hook last arrived. */
  hookSeenAt: number | null;
  createdAt: number;
  updatedAt: number;
}

/** Where the source of a stack frame is: `stackRoot` at the start of its path stands for `sourceRoot`. */
interface CodeMappingsTable {
  id: Generated<number>;
  projectId: number;
  repositoryId: number;
  stackRoot: string;
  sourceRoot: string;
  defaultBranch: string;
  createdAt: number;
  updatedAt: number;
}

export type DeliveryState = "pending" | "processed" | "ignored" | "failed";

interface DeliveriesTable {
  id: Generated<number>;
  integrationId: number;
  repositoryId: number;
  /** Bitbucket's `X-Request-Id`. */
  requestId: string | null;
  eventKey: string;
  headers: Json;
  /** The request's bytes, deflated. */
  body: Uint8Array;
  verdict: "match";
  state: DeliveryState;
  reason: string | null;
  receivedAt: number;
  finishedAt: number | null;
}

interface LanesTable {
  name: string;
  /** When its first job may run; null when it has none. */
  nextRunAt: number | null;
  leasedBy: string | null;
  leasedUntil: Generated<number>;
}

/** `set_aside`: given up after the last attempt, with its reason, waiting for a person. */
export type JobState = "waiting" | "done" | "set_aside";

interface JobsTable {
  id: Generated<number>;
  lane: string;
  kind: string;
  /** A second job with the same key is not enqueued. */
  dedupeKey: string | null;
  payload: Json;
  state: JobState;
  attempts: Generated<number>;
  runAt: number;
  lastError: string | null;
  createdAt: number;
  finishedAt: number | null;
}

interface CommitAuthorsTable {
  id: Generated<number>;
  organizationId: number;
  email: string;
  name: string;
}

interface CommitsTable {
  id: Generated<number>;
  repositoryId: number;
  sha: string;
  message: string;
  authorId: number | null;
  committerId: number | null;
  authoredAt: number;
  committedAt: number;
  parents: Json;
  isMerge: 0 | 1;
  filesTruncated: 0 | 1;
  createdAt: number;
}

interface CommitFilesTable {
  commitId: number;
  path: string;
  type: "A" | "M" | "D";
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
  status: IssueStatus;
  substatus: string | null;
  timesSeen: Generated<number>;
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
  /** What the activity is about (a commit's or a release's id): the same thing is told once. */
  ident: string | null;
  userId: number | null;
  data: Json;
  createdAt: number;
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
