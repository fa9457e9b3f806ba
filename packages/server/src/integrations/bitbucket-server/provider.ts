import { BitbucketServerClient } from "@sentry-bitbucket-server/bitbucket-client";
import type { HostCheck } from "../host-check.ts";
import type { ApprovalOutcome, InstallStep } from "../install-step.ts";
import type { IntegrationProvider } from "../integration-provider.ts";
import type {
  CallWatch,
  HostObserver,
  Identity,
  Integration,
  ParsedDelivery,
  SourceFile,
} from "../types.ts";
import { checkHost } from "./check-host.ts";
import { HOOK_EVENTS } from "./hooks.ts";
import { InstallationConfigStep } from "./installation-config-step.ts";
import { BitbucketServerIntegration } from "./integration.ts";
import { LatestTrouble } from "./latest-trouble.ts";
import { toClientObserver } from "./to-client-observer.ts";
import { OAuthCallbackStep } from "./oauth-callback-step.ts";
import { parseDelivery } from "./parse-delivery.ts";
import { providerMetadata } from "./provider-metadata.ts";
import { renewIdentity } from "./renew-identity.ts";
import { requestApproval } from "./request-approval.ts";
import { toCommitUrl } from "./to-commit-url.ts";
import { toSourceUrl } from "./to-source-url.ts";
import { type Outbound, toConnection, toCredentials } from "./to-connection.ts";

const UNWATCHED: CallWatch = { begin: () => 0, end: () => Promise.resolve() };

/** Bitbucket Server and Data Center, by Sentry's key. */
export class BitbucketServerIntegrationProvider implements IntegrationProvider {
  readonly key = "bitbucket_server";
  readonly name = "Bitbucket Server";
  readonly metadata = providerMetadata;
  readonly features = ["commits"];
  readonly events = HOOK_EVENTS;
  readonly installSteps: readonly InstallStep[];
  readonly #outbound: Outbound;
  readonly #observer: HostObserver | undefined;

  /** @param observer is told of the calls of installed integrations */
  constructor(outbound: Outbound = {}, observer?: HostObserver) {
    this.#outbound = outbound;
    this.#observer = observer;
    this.installSteps = [new InstallationConfigStep(outbound), new OAuthCallbackStep(outbound)];
  }

  checkHost(input: unknown): Promise<HostCheck | { fields: Record<string, string[]> }> {
    return checkHost(input, this.#outbound);
  }

  getInstallation(
    { id, metadata }: Integration,
    identity: Identity,
    watch: CallWatch = UNWATCHED,
  ): BitbucketServerIntegration {
    const connection = toConnection(metadata, this.#outbound);
    const trouble = new LatestTrouble(this.#observer && toClientObserver(this.#observer, id));
    const options = { observer: trouble };
    const client = new BitbucketServerClient(connection, toCredentials(identity), options);
    const account = identity.type === "accessToken" ? "the token or its user" : "the account";
    const { baseUrl } = metadata;
    return new BitbucketServerIntegration(client, { baseUrl, account, watch, trouble });
  }

  renewIdentity({ metadata }: Integration, identity: Identity): Promise<Identity | undefined> {
    return renewIdentity(metadata, identity, { outbound: this.#outbound, now: Date.now() });
  }

  async approveAgain(
    { metadata }: Integration,
    identity: Identity,
    callbackUrl: string,
  ): Promise<ApprovalOutcome | undefined> {
    if (identity.type !== "oauth1") return undefined;
    const { baseUrl, verifySsl, caCertificate } = metadata;
    const { consumerKey, privateKey } = identity;
    const address = { baseUrl, verifySsl, caCertificate };
    return requestApproval(
      { address, consumer: { consumerKey, privateKey } },
      callbackUrl,
      this.#outbound,
    );
  }

  getSourceUrl(repositoryUrl: string, file: SourceFile, line?: number): string {
    return toSourceUrl(repositoryUrl, file, line);
  }

  getCommitUrl(repositoryUrl: string, sha: string): string {
    return toCommitUrl(repositoryUrl, sha);
  }

  parseDelivery(eventKey: string, body: Buffer): ParsedDelivery {
    return parseDelivery(eventKey, body);
  }
}
