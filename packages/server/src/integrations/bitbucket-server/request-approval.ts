import {
  BitbucketServerSetupClient,
  type Consumer,
  OAuthProblemError,
} from "@sentry-bitbucket-server/bitbucket-client";
import type { ApprovalOutcome } from "../install-step.ts";
import type { MadeKeyPair, RequestedState } from "./install-state.ts";
import { type Outbound, toConnection } from "./to-connection.ts";
import { toFailedOutcome } from "./to-failed-outcome.ts";

const NO_REQUEST_TOKEN = "Could not fetch a request token from Bitbucket.";
/** The client speaks of the private key, which who has the key pair from us has never seen. */
const WRONG_KEY =
  "The signature does not match. Check that the application link has the public key shown here, all of it, and that the base URL is the one Bitbucket believes in: a proxy that changes scheme, host, port or context path breaks signatures.";

/** Fetches a request token, which a person then approves in Bitbucket. */
export async function requestApproval(
  wanted: {
    address: RequestedState["address"];
    consumer: Consumer;
    /** Of the consumer, where it was made for this install. */
    keyPair?: MadeKeyPair | undefined;
  },
  callbackUrl: string,
  outbound: Outbound,
): Promise<ApprovalOutcome> {
  const connection = toConnection(wanted.address, outbound);
  const client = new BitbucketServerSetupClient(connection, wanted.consumer);
  try {
    const requestToken = await client.getRequestToken(callbackUrl);
    const oauthUrl = client.getAuthorizeUrl(requestToken.token);
    const state: RequestedState = { ...wanted, requestToken, oauthUrl };
    return { kind: "advance", state, requestToken: requestToken.token };
  } catch (error) {
    const failed = toFailedOutcome(NO_REQUEST_TOKEN, error);
    const isOurs = wanted.consumer.privateKey === wanted.keyPair?.privateKey;
    return isOurs && isWrongKey(error)
      ? { ...failed, reason: `${NO_REQUEST_TOKEN} ${WRONG_KEY}` }
      : failed;
  }
}

const isWrongKey = (error: unknown): boolean =>
  error instanceof OAuthProblemError && error.problem === "signature_invalid";
