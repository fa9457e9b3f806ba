/** The stored entities. They are ours, not Bitbucket's: what a client sees is made of them in `wire/to-*.ts`. */

type GlobalPermission = "LICENSED_USER" | "PROJECT_CREATE" | "ADMIN" | "SYS_ADMIN";
export type ProjectPermission = "PROJECT_READ" | "PROJECT_WRITE" | "PROJECT_ADMIN";
export type RepositoryPermission = "REPO_READ" | "REPO_WRITE" | "REPO_ADMIN";

/** A permission on one project or one repository. */
export type Grant =
  | { projectId: number; permission: ProjectPermission }
  | { repositoryId: number; permission: RepositoryPermission };

export interface User {
  id: number;
  name: string;
  slug: string;
  displayName: string;
  emailAddress: string;
  /** In clear: the sandbox guards nothing. */
  password: string;
  active: boolean;
  type: "NORMAL" | "SERVICE";
  /** Absent: the user exists but is not licensed, and every call is answered 401. */
  globalPermission?: GlobalPermission | undefined;
  grants: Grant[];
}

export interface Project {
  id: number;
  key: string;
  name: string;
  description?: string | undefined;
  public: boolean;
  /** The owner of a personal project (key `~slug`); absent on a normal one. */
  ownerId?: number | undefined;
}

export interface Repository {
  id: number;
  projectId: number;
  slug: string;
  name: string;
  description?: string | undefined;
  hierarchyId: string;
  public: boolean;
  forkable: boolean;
  archived: boolean;
  /** Addresses before a rename or a move; they redirect until another repository takes them. */
  formerAddresses: { projectKey: string; slug: string }[];
}

export type WebhookScope =
  | { type: "repository"; repositoryId: number }
  | { type: "project"; projectId: number };

export interface Webhook {
  id: number;
  scope: WebhookScope;
  name: string;
  url: string;
  events: string[];
  active: boolean;
  configuration: Record<string, string>;
  credentials?: { username: string; password: string } | undefined;
  sslVerificationRequired: boolean;
  /** Epoch milliseconds. */
  createdDate: number;
  updatedDate: number;
}

export interface RefChange {
  refId: string;
  fromHash: string;
  toHash: string;
  type: "ADD" | "UPDATE" | "DELETE";
}

/** One ref moved by one push: a line of the log behind `ref-change-activities`. */
export interface RefChangeActivity {
  id: number;
  repositoryId: number;
  userId: number;
  createdDate: number;
  refChange: RefChange;
  trigger: string;
}

export interface PullRequest {
  id: number;
  /** The number people see: counted per repository, from 1. */
  number: number;
  repositoryId: number;
  version: number;
  title: string;
  description?: string | undefined;
  state: "OPEN" | "MERGED";
  fromRefId: string;
  toRefId: string;
  authorId: number;
  createdDate: number;
  updatedDate: number;
  closedDate?: number | undefined;
  /** Tips at the time of the merge; an open pull request follows its branches. */
  merged?: { fromHash: string; toHash: string; mergeCommit: string } | undefined;
}
