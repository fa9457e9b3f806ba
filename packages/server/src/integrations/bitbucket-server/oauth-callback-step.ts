import {
  BitbucketError,
  BitbucketServerSetupClient,
  OAuthProblemError,
} from "@sentry-bitbucket-server/bitbucket-client";
import { z } from "zod";
import type { InstallContext, InstallOutcome, InstallStep } from "../install-step.ts";
import { type RequestedState, requestedStateSchema } from "./install-state.ts";
import { type Proxy, toConnection } from "./to-connection.ts";
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
  readonly #proxy: Proxy;

  constructor(proxy: Proxy) {
    this.#proxy = proxy;
  }

  describe({ state }: InstallContext): Record<string, unknown> {
    return { oauthUrl: requestedStateSchema.parse(state).oauthUrl };
  }

  async advance(input: unknown, context: InstallContext): Promise<InstallOutcome> {
    const state = requestedStateSchema.parse(context.state);
    const { oauthToken, oauthVerifier } = inputSchema.parse(input);
    const fields = problems(state, oauthToken, oauthVerifier);
    if (fields) return { kind: "invalid", fields };
    if (oauthVerifier === DENIED) {
      const reason = "The access was denied in Bitbucket. Start again, and allow it.";
      return { kind: "failed", reason, over: true };
    }
    return this.#exchange(state, oauthVerifier);
  }

  async #exchange(
    { address, consumer, requestToken }: RequestedState,
    verifier: string | undefined,
  ): Promise<InstallOutcome> {
    const client = new BitbucketServerSetupClient(toConnection(address, this.#proxy), consumer);
    try {
      const confirmed = requestToken.version === "1.0a" ? verifier : undefined;
      const accessToken = await client.getAccessToken(requestToken, confirmed);
      const identity = toOAuth1Identity(consumer, accessToken, Date.now());
      return { kind: "complete", connection: toOAuth1Connection(address, identity) };
    } catch (error) {
      if (!(error instanceof BitbucketError)) throw error;
      const reason = `Could not fetch an access token from Bitbucket. ${error.message}`;
      return { kind: "failed", reason, over: isOver(error) };
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
function isOver(error: BitbucketError): boolean {
  if (!(error instanceof OAuthProblemError)) return false;
  return !["permission_unknown", "token_not_authorized"].includes(error.problem);
}
