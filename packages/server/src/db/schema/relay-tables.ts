import type { Generated } from "kysely";
import type { Json } from "./json.ts";

/** What is carried to the Sentry that an organization has already. */
export interface RelayTables {
  relayedReleases: RelayedReleasesTable;
  relayedIssues: RelayedIssuesTable;
  completionRules: CompletionRulesTable;
}

/**
 * `waiting`: of a release: it has no commits at the upstream, and which it is of is not known yet; of an issue:
 * named by a commit that is not due by the policy. `pending`: commits are fetched, or its job waits or runs.
 * `sending`: asked for, and not yet known whether that arrived; somebody may have changed it since. `failed`:
 * given up, for a person. `skipped`: decided against, with the reason.
 */
export type RelayedState = "waiting" | "pending" | "sending" | "sent" | "failed" | "skipped";

/** `asked`: somebody set its commits here. `found`: it had none there, and we know which commit it is. */
export type RelayOrigin = "asked" | "found";

interface RelayedReleasesTable {
  releaseId: number;
  organizationId: number;
  /** The upstream that it is for: that of another connection is not told of it. */
  connectionId: string;
  origin: RelayOrigin;
  /** The upstream has had it: when it has it no more, somebody has deleted it. */
  isThere: Generated<0 | 1>;
  state: RelayedState;
  /** Counts how often its commits were set: the outcome of an earlier call says nothing of a later one. */
  revision: number;
  /** Of the commits that were sent last, or were about to be; null: none ever were. */
  sentDigest: string | null;
  reason: string | null;
  /** What was shortened, a list of sentences. */
  notes: Json;
  attempts: Generated<number>;
  /** How many deploys it had when they were read, and did not tell which commit it is. */
  deploysSeen: Generated<number>;
  /** Their names and URLs: what they name may be pushed later. */
  deploys: Generated<Json>;
  /** How many were sent. */
  commitCount: number | null;
  /** When it began to be pending last. */
  pendingSince: number | null;
  sentAt: number | null;
  createdAt: number;
  updatedAt: number;
}

/** A commit names an issue that the upstream may have. */
interface RelayedIssuesTable {
  id: Generated<number>;
  organizationId: number;
  /** The upstream that it is for: that of another connection is not told of it. */
  connectionId: string;
  commitId: number;
  /** Short id in upper case, or the issue's number. */
  issue: string;
  state: RelayedState;
  reason: string | null;
  attempts: Generated<number>;
  /** What the upstream says of the issue after that: its status and how it was resolved. */
  answer: Json | null;
  /** When the commit came, or a person asked for it once more. */
  askedAt: number;
  /** When it began to be pending last. */
  pendingSince: number | null;
  sendingSince: number | null;
  sentAt: number | null;
  createdAt: number;
  updatedAt: number;
}

/** How the releases of a project are told their commits; absent: as all are. */
interface CompletionRulesTable {
  projectId: number;
  /** A list of `CompletionRule`. */
  rules: Json;
  /** A list of numbers, or null: any linked repository. */
  repositoryIds: Json | null;
  updatedAt: number;
}
