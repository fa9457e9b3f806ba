import { BitbucketError, BitbucketServerClient } from "@sentry-bitbucket-server/bitbucket-client";
import { readCertificate } from "@sentry-bitbucket-server/outbound";
import { endSentence } from "../end-sentence.ts";
import type { HostCheck } from "../host-check.ts";
import { checkToken } from "./check-token.ts";
import { findBaseUrl } from "./find-base-url.ts";
import { type InstallationConfig, parseAddress } from "./installation-config.ts";
import { type Outbound, toConnection } from "./to-connection.ts";

type Address = InstallationConfig["address"];

/**
 * What a person wants to know before they go on: whether a Bitbucket answers, which version it is, whom its
 * certificate names, and what a token may do there.
 */
export async function checkHost(
  input: unknown,
  outbound: Outbound,
): Promise<HostCheck | { fields: Record<string, string[]> }> {
  const parsed = parseAddress(input);
  if ("fields" in parsed) return parsed;
  const { address, accessToken } = parsed;
  const [found, certificate] = await Promise.all([
    findHost(address, outbound),
    readCertificate(toConnection(address, outbound)),
  ]);
  const host: HostCheck = { ...found, certificate: certificate ?? null, token: null };
  if (found.baseUrl === null || accessToken === undefined) return host;
  const there = { ...address, baseUrl: found.baseUrl };
  return { ...host, ...(await checkToken(there, accessToken, outbound)) };
}

type Found = Omit<HostCheck, "certificate" | "token">;

async function findHost(address: Address, outbound: Outbound): Promise<Found> {
  const none = { ok: false, baseUrl: null, product: null, version: null };
  try {
    const baseUrl = await findBaseUrl(address, outbound);
    if (baseUrl === undefined) {
      const detail = `There is no Bitbucket REST API at ${address.baseUrl}. Check the base URL and its context path.`;
      return { ...none, code: "bitbucket_wrong_address", detail };
    }
    const product = await readProduct({ ...address, baseUrl }, outbound);
    return { ok: true, code: null, detail: null, baseUrl, ...product };
  } catch (error) {
    if (!(error instanceof BitbucketError)) throw error;
    return { ...none, code: error.code, detail: endSentence(error.message) };
  }
}

/** What stands before a Bitbucket may keep it from strangers: then it does not tell. */
async function readProduct(address: Address, outbound: Outbound) {
  const client = new BitbucketServerClient(toConnection(address, outbound), { type: "anonymous" });
  try {
    const { displayName, version } = await client.getApplicationProperties();
    return { product: displayName ?? "Bitbucket", version };
  } catch (error) {
    if (!(error instanceof BitbucketError)) throw error;
    return { product: null, version: null };
  } finally {
    await client.close();
  }
}
