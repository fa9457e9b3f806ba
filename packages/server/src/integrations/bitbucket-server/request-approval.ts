import {
  BitbucketServerSetupClient,
  type Consumer,
} from "@sentry-bitbucket-server/bitbucket-client";
import type { ApprovalOutcome } from "../install-step.ts";
import type { MadeKeyPair, RequestedState } from "./install-state.ts";
import { type Outbound, toConnection } from "./to-connection.ts";
import { toFailedOutcome } from "./to-failed-outcome.ts";

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
    return toFailedOutcome("Could not fetch a request token from Bitbucket.", error);
  }
}
