import type { ConnectionOptions as OutboundOptions } from "@sentry-bitbucket-server/outbound";

/**
 * What the client gives back. Bitbucket's JSON stays inside this package: dates are epoch
 * milliseconds whatever form the server used, and only fields that someone reads are here.
 */

/** `GET /application-properties`. */
export interface ApplicationProperties {
  version: string;
  buildNumber?: string;
  displayName?: string;
}

export interface Project {
  key: string;
  name: string;
  personal: boolean;
}

export interface Repository {
  /** Unique within one Bitbucket instance only. */
  id: number;
  slug: string;
  name: string;
  project: Project;
  archived: boolean;
  /** Clone links by name (`http`, `ssh`); ssh is missing where SSH is switched off. */
  cloneLinks: Partial<Record<string, string>>;
}

/** Author or committer. `name` is the username when Bitbucket knows the person, else git's name. */
export interface Person {
  name: string;
  emailAddress?: string;
  displayName?: string;
}

export interface Commit {
  /** 40 hex digits. */
  id: string;
  message: string;
  author: Person;
  /** Epoch milliseconds. */
  authorTimestamp: number;
  committer?: Person;
  committerTimestamp?: number;
  /** Parent ids in git's order; more than one for a merge. */
  parents: string[];
}

export type ChangeType = "ADD" | "COPY" | "DELETE" | "MODIFY" | "MOVE" | "UNKNOWN";

export interface Change {
  type: ChangeType;
  path: string;
  /** The old path of a MOVE or COPY. */
  srcPath?: string;
}

/** The changed files of one commit. */
export interface CommitFilechanges {
  changes: Change[];
  /** Bitbucket stops at its `page.max.changes` (1,000 by default) and cannot be asked for the rest. */
  truncated: boolean;
}

export interface Branch {
  /** Full ref name, `refs/heads/main`. */
  id: string;
  displayId: string;
  latestCommit: string;
  isDefault: boolean;
}

/** The configured default branch; it need not exist yet. */
export interface DefaultBranch {
  id: string;
  displayId: string;
}

export interface Tag {
  id: string;
  displayId: string;
  /** The tagged commit, also of an annotated tag. */
  latestCommit: string;
  /** The tag's own hash; absent for a lightweight tag, which has none. */
  hash?: string;
}

export interface Webhook {
  id: number;
  name: string;
  url: string;
  events: string[];
  active: boolean;
}

export interface WebhookInput {
  name: string;
  url: string;
  events: string[];
  secret: string;
  active?: boolean;
  /** Whether Bitbucket checks our certificate. @default true */
  sslVerificationRequired?: boolean;
}

/** What came of Bitbucket's own test of a webhook. */
export type WebhookTestResult =
  | { reached: true; statusCode: number }
  | { reached: false; statusCode?: number; reason: string };

export interface RefChangeActivity {
  id: number;
  /** Epoch milliseconds. */
  createdDate: number;
  refId: string;
  refType: "BRANCH" | "TAG";
  fromHash: string;
  toHash: string;
  type: "ADD" | "UPDATE" | "DELETE";
}

/** The range `since..until`: `since` exclusive, `until` inclusive, both refs or ids. */
export interface CommitRange {
  since?: string;
  until?: string;
  /** @default "include" */
  merges?: "exclude" | "include" | "only";
}

export type Credentials = OAuth1Credentials | AccessTokenCredentials | { type: "anonymous" };

export interface OAuth1Credentials {
  type: "oauth1";
  consumerKey: string;
  /** RSA private key, PEM. */
  privateKey: string;
  accessToken: string;
  accessTokenSecret: string;
}

/** An HTTP access token (user, project or repository), sent as Bearer. */
export interface AccessTokenCredentials {
  type: "accessToken";
  token: string;
}

/** What a path of a repository can be. */
export type FileType = "FILE" | "DIRECTORY" | "SUBMODULE";

/** How to reach one Bitbucket instance. */
export interface ConnectionOptions extends OutboundOptions {
  /** Of one exchange. @default 30_000 */
  timeoutMs?: number;
  /** Over all attempts of one call. @default 90_000 */
  deadlineMs?: number;
}
