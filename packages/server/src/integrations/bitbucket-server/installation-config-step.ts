import { randomBytes } from "node:crypto";
import { BitbucketServerClient, type Consumer } from "@sentry-bitbucket-server/bitbucket-client";
import { z } from "zod";
import type { InstallContext, InstallOutcome, InstallStep } from "../install-step.ts";
import { findBaseUrl } from "./find-base-url.ts";
import { findOwner } from "./find-owner.ts";
import { describeKeyPair, keyPairStateSchema, type MadeKeyPair } from "./install-state.ts";
import { type InstallationConfig, parseInstallationConfig } from "./installation-config.ts";
import { generateRsaKeyPair } from "./private-key.ts";
import { requestApproval } from "./request-approval.ts";
import { type Outbound, toConnection } from "./to-connection.ts";
import { toFailedOutcome } from "./to-failed-outcome.ts";
import { toAccessTokenConnection } from "./to-installed-connection.ts";

const generateKeyPairSchema = z.object({ action: z.literal("generateKeyPair") });
const meantForThisStep = z.union([generateKeyPairSchema, z.object({ url: z.unknown() })]);

/** Also while a later step waits: who sends it then corrects what was given first. */
export function isInstallationConfig(input: unknown): boolean {
  return meantForThisStep.safeParse(input).success;
}

/**
 * Where Bitbucket is and how we identify ourselves. With an access token that is all; with a consumer
 * key a request token is fetched for the next step. On demand it makes the consumer's key pair.
 */
export class InstallationConfigStep implements InstallStep {
  readonly name = "installation_config";
  readonly #outbound: Outbound;

  constructor(outbound: Outbound) {
    this.#outbound = outbound;
  }

  /** With a key pair, all that the application link in Bitbucket asks for. */
  describe({ state, callbackUrl }: InstallContext): Record<string, unknown> {
    return describeKeyPair(keyPairStateSchema.parse(state).keyPair, callbackUrl);
  }

  async advance(input: unknown, context: InstallContext): Promise<InstallOutcome> {
    if (generateKeyPairSchema.safeParse(input).success) return makeKeyPair();
    const parsed = parseInstallationConfig(input);
    if ("fields" in parsed) return { kind: "invalid", fields: parsed.fields };
    const { keyPair } = keyPairStateSchema.parse(context.state);
    const credentials = complete(parsed.config.credentials, keyPair);
    if (!credentials) {
      return { kind: "invalid", fields: { privateKey: ["This field is required."] } };
    }
    const found = await this.#find(parsed.config.address);
    if ("kind" in found) return found;
    if ("accessToken" in credentials) {
      return this.#tryAccessToken(found.address, credentials.accessToken);
    }
    const wanted = { address: found.address, consumer: credentials, keyPair };
    return requestApproval(wanted, context.callbackUrl, this.#outbound);
  }

  async #find(address: Address): Promise<{ address: Address } | InstallOutcome> {
    try {
      const baseUrl = await findBaseUrl(address, this.#outbound);
      if (baseUrl !== undefined) return { address: { ...address, baseUrl } };
    } catch (error) {
      return toFailedOutcome("Could not reach Bitbucket.", error);
    }
    const reason = `There is no Bitbucket REST API at ${address.baseUrl}. Check the base URL and its context path.`;
    return { kind: "failed", code: "bitbucket_wrong_address", reason };
  }

  /** A token that could link nothing is not kept. */
  async #tryAccessToken(address: Address, token: string): Promise<InstallOutcome> {
    const connection = toConnection(address, this.#outbound);
    const client = new BitbucketServerClient(connection, { type: "accessToken", token });
    try {
      const owner = await findOwner(client);
      if (owner === undefined) {
        const reason = `The token may not administer any repository in Bitbucket, and a webhook needs that. Make one with the permission "Repository admin", as a user who administers the repositories.`;
        return { kind: "failed", code: "administers_nothing", reason };
      }
      const identity = { type: "accessToken" as const, token };
      return { kind: "complete", connection: toAccessTokenConnection(address, identity, owner) };
    } catch (error) {
      return toFailedOutcome("Could not use the access token with Bitbucket.", error);
    } finally {
      await client.close();
    }
  }
}

type Address = InstallationConfig["address"];

/** @returns undefined when there is a consumer without a private key */
function complete(
  credentials: InstallationConfig["credentials"],
  keyPair: MadeKeyPair | undefined,
): { accessToken: string } | Consumer | undefined {
  if ("accessToken" in credentials) return credentials;
  const privateKey = credentials.privateKey ?? keyPair?.privateKey;
  return privateKey === undefined ? undefined : { ...credentials, privateKey };
}

async function makeKeyPair(): Promise<InstallOutcome> {
  const consumerKey = `sentry-${randomBytes(4).toString("hex")}`;
  return { kind: "stay", state: { keyPair: { ...(await generateRsaKeyPair()), consumerKey } } };
}
