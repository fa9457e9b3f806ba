import type { HostCheck } from "./host-check.ts";
import type { ApprovalOutcome, InstallStep } from "./install-step.ts";
import type {
  CallWatch,
  Identity,
  Integration,
  IntegrationInstallation,
  ParsedDelivery,
  SourceFile,
} from "./types.ts";

/** A kind of code host. A second one is a second folder beside `bitbucket-server/`. */
export interface IntegrationProvider {
  /** `bitbucket_server`, as in Sentry. */
  readonly key: string;
  /** `Bitbucket Server`. */
  readonly name: string;
  readonly metadata: ProviderMetadata;
  /** Sentry's names: `commits`. */
  readonly features: readonly string[];
  /** The events that its webhooks are to bring. */
  readonly events: readonly string[];
  /** From nothing to an installed connection. */
  readonly installSteps: readonly InstallStep[];
  /** Looks at a host before it is installed. What is wrong with the input is told by its fields. */
  checkHost(input: unknown): Promise<HostCheck | { fields: Record<string, string[]> }>;
  /** The installed connection, ready to talk to its host; what it asks is watched. */
  getInstallation(
    integration: Integration,
    identity: Identity,
    watch?: CallWatch,
  ): IntegrationInstallation;
  /** A fresh identity when the time has come, else undefined. Throws the host's errors. */
  renewIdentity(integration: Integration, identity: Identity): Promise<Identity | undefined>;
  /**
   * Has the host begin another approval of an identity, with the keys that it has; the last step of the
   * install finishes it. Undefined where nobody approves: an access token.
   */
  approveAgain(
    integration: Integration,
    identity: Identity,
    callbackUrl: string,
  ): Promise<ApprovalOutcome | undefined>;
  /** Where people read a file. @param repositoryUrl the repository's page */
  getSourceUrl(repositoryUrl: string, file: SourceFile, line?: number): string;
  /** Where people read a commit. @param repositoryUrl the repository's page */
  getCommitUrl(repositoryUrl: string, sha: string): string;
  /** What a delivery says; called only with bytes whose signature matched. */
  parseDelivery(eventKey: string, body: Buffer): ParsedDelivery;
}

/** What the provider's page tells before the install. */
export interface ProviderMetadata {
  description: string;
  features: { description: string; featureGate: string }[];
  author: string;
  noun: string;
  issueUrl: string;
  sourceUrl: string;
  aspects: Record<string, unknown>;
}
