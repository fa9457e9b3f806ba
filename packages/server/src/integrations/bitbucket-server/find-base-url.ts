import {
  AnswerError,
  AuthenticationError,
  BitbucketServerClient,
  PermissionError,
  UnexpectedAnswerError,
  WrongAddressError,
} from "@sentry-bitbucket-server/bitbucket-client";
import type { InstallationConfig } from "./installation-config.ts";
import { type Outbound, toConnection } from "./to-connection.ts";

type Address = InstallationConfig["address"];

/** The pages of Bitbucket: from there on it is no longer the base URL that was copied. */
const page =
  /\/(projects|users|repos|dashboard|rest|login|logout|admin|account|profile|plugins|scm|mvc)(\/.*)?$/;

/**
 * The base URL of the Bitbucket at an address, or at what is left of it without the page that it
 * shows. Asked as nobody: whatever is wrong now is wrong with the address, not with the credentials.
 * @returns undefined when no Bitbucket answers there
 * @throws BitbucketError when nothing answers, or Bitbucket fails
 */
export async function findBaseUrl(
  address: Address,
  outbound: Outbound,
): Promise<string | undefined> {
  const { baseUrl } = address;
  if (await isBitbucket(address, outbound)) return baseUrl;
  const rest = baseUrl.replace(page, "");
  if (rest === baseUrl || !URL.canParse(rest)) return undefined;
  return (await isBitbucket({ ...address, baseUrl: rest }, outbound)) ? rest : undefined;
}

async function isBitbucket(address: Address, outbound: Outbound): Promise<boolean> {
  const client = new BitbucketServerClient(toConnection(address, outbound), { type: "anonymous" });
  try {
    await client.getApplicationProperties();
    return true;
  } catch (error) {
    // Closed to strangers, which Bitbucket's properties never are: but something may stand before it.
    if (error instanceof AuthenticationError || error instanceof PermissionError) return true;
    if (error instanceof AnswerError && !error.retryable) return false;
    if (error instanceof WrongAddressError || error instanceof UnexpectedAnswerError) return false;
    throw error;
  } finally {
    await client.close();
  }
}
