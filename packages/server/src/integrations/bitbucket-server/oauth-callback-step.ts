import {
  BitbucketServerClient,
  BitbucketServerSetupClient,
  OAuthProblemError,
} from "@sentry-bitbucket-server/bitbucket-client";
import { z } from "zod";
import type { InstallContext, InstallOutcome, InstallStep } from "../install-step.ts";
import { describeKeyPair, type RequestedState, requestedStateSchema } from "./install-state.ts";
import type { OAuth1Identity } from "../types.ts";
import { findOwner } from "./find-owner.ts";
import { isInstallationConfig } from "./installation-config-step.ts";
import { type Outbound, toConnection, toCredentials } from "./to-connection.ts";
import { toFailedOutcome } from "./to-failed-outcome.ts";
import { toOAuth1Connection } from "./to-installed-connection.ts";
import { toOAuth1Identity } from "./to-oauth1-identity.ts";

/** What is no text counts as absent. */
const text = z.string().trim().optional().catch(undefined);
const inputSchema = z.object({ oauthToken: text, oauthVerifier: text });

/** What Bitbucket sends for a verifier when the person said no. */
const DENIED = "denied";

/** The approved request token becomes an access token. */
export class OAuthCallbackStep implements InstallStep {
  readonly name = "oauth_callback";
  readonly #outbound: Outbound;

  constructor(outbound: Outbound) {
    this.#outbound = outbound;
  }

  /** Also what the first step told of the key pair: who comes back to that needs it again. */
  describe({ state, callbackUrl }: InstallContext): Record<string, unknown> {
    const { oauthUrl, keyPair } = requestedStateSchema.parse(state);
    return { oauthUrl, ...describeKeyPair(keyPair, callbackUrl) };
  }

  async advance(input: unknown, context: InstallContext): Promise<InstallOutcome> {
    const state = requestedStateSchema.parse(context.state);
    if (isInstallationConfig(input)) return { kind: "back", state: { keyPair: state.keyPair } };
    const outcome = await this.#finish(state, input);
    if (outcome.kind !== "failed" || !outcome.over || !state.keyPair) return outcome;
    // Bitbucket has the application link for it: who begins again need not make another.
    return { ...outcome, again: { keyPair: state.keyPair } };
  }

  async #finish(state: RequestedState, input: unknown): Promise<InstallOutcome> {
    const { oauthToken, oauthVerifier } = inputSchema.parse(input);
    const fields = problems(state, oauthToken, oauthVerifier);
    if (fields) return { kind: "invalid", fields };
    if (oauthVerifier === DENIED) {
      const reason = "The access was denied in Bitbucket. Start again, and allow it.";
      return { kind: "failed", code: "access_denied", reason, over: true };
    }
    return this.#exchange(state, oauthVerifier);
  }

  async #exchange(
    { address, consumer, requestToken }: RequestedState,
    verifier: string | undefined,
  ): Promise<InstallOutcome> {
    const client = new BitbucketServerSetupClient(toConnection(address, this.#outbound), consumer);
    try {
      const confirmed = requestToken.version === "1.0a" ? verifier : undefined;
      const accessToken = await client.getAccessToken(requestToken, confirmed);
      return await this.#try(address, toOAuth1Identity(consumer, accessToken, Date.now()));
    } catch (error) {
      const outcome = toFailedOutcome("Could not fetch an access token from Bitbucket.", error);
      return { ...outcome, over: isOver(error) };
    }
  }

  /** An access that could link nothing is not kept. The request token is used up in any case. */
  async #try(
    address: RequestedState["address"],
    identity: OAuth1Identity,
  ): Promise<InstallOutcome> {
    const connection = toConnection(address, this.#outbound);
    const client = new BitbucketServerClient(connection, toCredentials(identity));
    try {
      const owner = await findOwner(client);
      if (owner === undefined) {
        const reason = `Who allowed the access may not administer any repository in Bitbucket, and a webhook needs that. Give the user the permission REPO_ADMIN, or log in to Bitbucket as another, and begin again.`;
        return { kind: "failed", code: "administers_nothing", reason, over: true };
      }
      return { kind: "complete", connection: toOAuth1Connection(address, identity, owner) };
    } catch (error) {
      const outcome = toFailedOutcome("Could not use the access with Bitbucket.", error);
      return { ...outcome, over: true };
    } finally {
      await client.close();
    }
  }
}

function problems(
  { requestToken }: RequestedState,
  oauthToken: string | undefined,
  oauthVerifier: string | undefined,
): Record<string, string[]> | undefined {
  if (!oauthToken) return { oauthToken: ["This field is required."] };
  if (oauthToken !== requestToken.token) {
    return { oauthToken: ["This is not the request token that Bitbucket gave us. Start again."] };
  }
  // Without it anybody could finish what somebody else approved (OAuth 1.0, session fixation).
  if (requestToken.version === "1.0a" && !oauthVerifier) {
    return { oauthVerifier: ["This field is required."] };
  }
  return undefined;
}

/** Nobody has decided yet: the same request token may still be approved. */
function isOver(error: unknown): boolean {
  if (!(error instanceof OAuthProblemError)) return false;
  return !["permission_unknown", "token_not_authorized"].includes(error.problem);
}
