import type { CommitSource, Push, RefSource } from "../commits/types.ts";
import type { Pause } from "./pause.ts";

/** A host refuses the credentials, or is away. The message is a sentence for people. */
export interface HostFailure {
  /** As in `docs/errors.md`. */
  code: string;
  message: string;
  /** It could not be reached, or fails: that says nothing of what was asked. */
  isAway: boolean;
}

/** Watches the calls to a host, which end in another order than they began. */
export interface CallWatch {
  /** @returns the number of the call, higher than that of any before */
  begin(): number;
  /** The host has answered, or refuses the identity, or is away: then with what was said of it. */
  end(call: number, failure?: HostFailure): Promise<void>;
}

/** One request to a host, each attempt on its own. */
export interface HostCall {
  integrationId: number;
  method: string;
  /** Without query. */
  path: string;
  /** Undefined when no complete answer came. */
  status: number | undefined;
  durationMs: number;
}

/** What is asked of a host waits for its next attempt. */
export interface HostWait {
  integrationId: number;
  ms: number;
  reason: "rate_limit" | "failure";
}

/** An integration is paused, or without a pause goes on. */
interface HostChange {
  integrationId: number;
  /** Of the integration. */
  name: string;
  pause: Pause | undefined;
}

/** Is told what is asked of all hosts, and when that stops, for metrics and logs. */
export interface HostObserver {
  onCall(call: HostCall): void;
  onWait(wait: HostWait): void;
  onChange(change: HostChange): void;
}

/** One installed connection of an organization to one host. */
export interface Integration {
  id: number;
  organizationId: number;
  provider: string;
  /** What tells two installations apart; never shortened. */
  externalId: string;
  name: string;
  metadata: IntegrationMetadata;
}

export interface IntegrationMetadata {
  /** With context path, without a slash at its end. */
  baseUrl: string;
  domainName: string;
  verifySsl: boolean;
  /** PEM. */
  caCertificate?: string;
}

/** The credentials of an integration, in clear only while in use. */
export type Identity = OAuth1Identity | AccessTokenIdentity;

export interface OAuth1Identity {
  type: "oauth1";
  consumerKey: string;
  /** RSA, PEM. */
  privateKey: string;
  accessToken: string;
  accessTokenSecret: string;
  sessionHandle?: string;
  /** Epoch milliseconds, as is `expiresAt`. */
  issuedAt?: number;
  expiresAt?: number;
}

export interface AccessTokenIdentity {
  type: "accessToken";
  token: string;
}

/** A repository as its host tells it. */
export interface RemoteRepository {
  /** The host's own id, unique within one instance only. */
  externalId: string;
  projectKey: string;
  slug: string;
  /** For people: `Project name/Repository name`. */
  displayName: string;
  /** Its page, ending in `/browse`. */
  url: string;
  /** Its clone link over HTTP, when it has one. */
  cloneUrl?: string;
  /** Its clone link over SSH, which may be at another host. */
  sshCloneUrl?: string;
}

/** Where a repository is, by the host's own names. */
export interface RepositoryAddress {
  projectKey: string;
  slug: string;
}

/** A repository by its name and by the host's own id, which outlives renames. */
export interface IdentifiedRepository extends RepositoryAddress {
  externalId: string;
}

export type RepoAccess = { ok: true } | { ok: false; reason: string };

/** A file of a repository, at a commit or branch. */
export interface SourceFile {
  /** From the root of the repository, with `/` between its parts. */
  path: string;
  at: string;
}

/** What a host says of itself, and of whom it takes us for. */
export interface HostDescription {
  /** `Bitbucket 9.4.0` */
  product: string;
  /** Absent for a token that stands for no user. */
  account?: string;
  /** Its clock, in epoch milliseconds, to the second. */
  time?: number;
}

/** An answer that says nothing of what was asked. */
export interface HostTrouble {
  /** 429, or of the 500s. */
  status: number;
  /** Epoch milliseconds. */
  at: number;
}

/** What came of the host's own test of a webhook. */
export type HookTest = { reached: true } | HookUnreached;

interface HookUnreached {
  reached: false;
  reason: string;
  /** What answered at the address did so with this status. */
  statusCode?: number;
}

export interface HookInput {
  url: string;
  secret: string;
}

/** A webhook as we remember it. */
export interface KnownHook {
  /** Its number at the host; null when a link was cut off before it was stored. */
  hookId: number | null;
  /** What it has to call. */
  url: string;
}

/** What the host has instead of, or for, a webhook that we remember. */
export interface HookInspection {
  /** Absent when it has none of ours. */
  hookId?: number;
  /** What is not as it has to be, to be read after "it": `was switched off`. Empty when all is well. */
  problems: string[];
}

/** An installed connection that can be asked. Its errors carry a sentence for people. */
export interface IntegrationInstallation {
  /** All repositories that the identity administers. */
  getRepositories(): AsyncIterable<RemoteRepository>;
  /** By name, slug, project key, project name or `KEY/slug`; at most so many. */
  searchRepositories(query: string, limit: number): Promise<RemoteRepository[]>;
  /** @throws the host's error when there is no such repository. */
  getRepository(address: RepositoryAddress): Promise<RemoteRepository>;
  /** Asks the host; the reason is a sentence. */
  hasRepoAccess(address: RepositoryAddress): Promise<RepoAccess>;
  /** Compares the hook with what it has to be; all but the secret, which no host tells. */
  inspectHook(address: RepositoryAddress, known: KnownHook): Promise<HookInspection>;
  /**
   * Leaves one hook of ours: the one with the number, or else an earlier one with this URL, whatever
   * its query, is updated.
   * @returns the hook's number at the host.
   */
  putHook(address: RepositoryAddress, hook: HookInput, hookId?: number): Promise<number>;
  testHook(address: RepositoryAddress, hookId: number, url: string): Promise<HookTest>;
  /** A hook that is gone already counts as deleted. */
  deleteHook(address: RepositoryAddress, hookId: number): Promise<void>;
  /** Deletes every hook with this URL, whatever its query, for when its number is not known. */
  deleteHooks(address: RepositoryAddress, url: string): Promise<void>;
  commitSource(repository: IdentifiedRepository): CommitSource;
  refSource(address: RepositoryAddress): RefSource;
  describeHost(): Promise<HostDescription>;
  /** The cheapest question that shows whether the host accepts the identity. Throws the host's errors. */
  probe(): Promise<void>;
  /** For who waits, while what may pass is asked again: the latest answer of that kind. */
  getLatestTrouble(): HostTrouble | undefined;
  /** False also when there is no such commit or branch. */
  hasFile(address: RepositoryAddress, file: SourceFile): Promise<boolean>;
  close(): Promise<void>;
}

/** What a delivery carries, in our words. */
export type ParsedDelivery =
  | { kind: "push"; push: Push; repository: RepositoryInDelivery }
  | { kind: "repository"; repository: RepositoryInDelivery }
  | { kind: "ignored"; reason: string };

/** The repository as a delivery describes it: where it is now, after a rename or a move. */
export type RepositoryInDelivery = IdentifiedRepository;
