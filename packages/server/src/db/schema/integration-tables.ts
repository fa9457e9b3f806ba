import type { Generated } from "kysely";
import type { Json } from "./json.ts";

/** What connects an organization to a code host. */
export interface IntegrationTables {
  keyChecks: KeyChecksTable;
  integrations: IntegrationsTable;
  identities: IdentitiesTable;
  pipelines: PipelinesTable;
  repositories: RepositoriesTable;
  linkBatches: LinkBatchesTable;
  batchedLinks: BatchedLinksTable;
  reconciles: ReconcilesTable;
  codeMappings: CodeMappingsTable;
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
  /** Why the host is not asked, and when that was said last: null while all is well. */
  pauseCode: string | null;
  pauseReason: string | null;
  pausedAt: number | null;
  /** Who installed it last; null when they are gone. */
  installerId: number | null;
  /** What a look at host and webhooks found last, a list of `Finding`; null: nobody looked yet. */
  checkedAt: Generated<number | null>;
  findings: Generated<Json | null>;
  createdAt: number;
  updatedAt: number;
}

interface IdentitiesTable {
  id: Generated<number>;
  integrationId: number;
  userId: number | null;
  /** Which of the kinds of credentials they are, without having to open them. */
  type: "oauth1" | "accessToken";
  sealedCredentials: Uint8Array;
  expiresAt: number | null;
  updatedAt: number;
}

interface PipelinesTable {
  id: Generated<number>;
  organizationId: number;
  userId: number;
  provider: string;
  /** What is approved again; null for an install. */
  integrationId: number | null;
  step: string;
  requestTokenHash: string | null;
  /** The session that began it; null when it was a token. It may have ended since. */
  sessionId: number | null;
  sealedState: Uint8Array;
  createdAt: number;
  /** Since when a request works on its step; null while it waits for one. */
  takenAt: number | null;
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
  /** Null: known only by the name that a build sent commits with; then all that a link tells is null. */
  integrationId: number | null;
  /** Bitbucket's number, unique within one instance only. */
  externalId: string | null;
  /** `KEY/slug`. */
  name: string;
  projectKey: string | null;
  slug: string | null;
  /** The page of the repository, ending in `/browse`. */
  url: string | null;
  /** Its clone link over HTTP. */
  cloneUrl: string | null;
  /** Its clone link over SSH, which may be at another host. */
  sshCloneUrl: string | null;
  hookId: number | null;
  /** What the webhook calls, as last told to Bitbucket. */
  hookUrl: string | null;
  sealedHookSecret: Uint8Array | null;
  /** Takes the place of the other once the host has used it. */
  sealedNextHookSecret: Uint8Array | null;
  hookState: HookState;
  /** What Bitbucket answered to the test, in words. */
  hookDetail: string | null;
  /** When a signed request of the hook last arrived. */
  hookSeenAt: number | null;
  createdAt: number;
  updatedAt: number;
}

/** Of each integration the repositories that were asked for together last, and are not forgotten. */
interface LinkBatchesTable {
  id: Generated<number>;
  integrationId: number;
  createdAt: number;
}

interface BatchedLinksTable {
  batchId: number;
  /** `KEY/slug`. */
  name: string;
  state: "waiting" | "linked" | "failed";
  /** Why it failed, or waits for longer than its turn. */
  reason: string | null;
}

/** How far a repository was compared with its host. */
interface ReconcilesTable {
  repositoryId: number;
  nextAt: number;
  /** Null until its first sight has been recorded. */
  finishedAt: number | null;
  /** Ref changes of which no delivery was recorded, found by the last comparison that found any. */
  missed: Generated<number>;
  /** The newest entry of the host's log of ref changes that was dealt with; null: it has none. */
  refChangeId: number | null;
  defaultBranch: string | null;
  /** Where that was at the last comparison that found anything: it may be deleted when another takes its place. */
  defaultBranchSha: string | null;
  /** When the webhook and all refs were last looked at. */
  thoroughAt: number | null;
  /** When a request that its secret did not sign last had the webhook looked at. */
  hookDoubtedAt: number | null;
  /** Whether that is still to be done. */
  isHookDoubted: Generated<0 | 1>;
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
