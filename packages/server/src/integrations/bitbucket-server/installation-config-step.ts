import { randomBytes } from "node:crypto";
import {
  BitbucketError,
  BitbucketServerClient,
  BitbucketServerSetupClient,
  type Consumer,
} from "@sentry-bitbucket-server/bitbucket-client";
import { z } from "zod";
import type { InstallContext, InstallOutcome, InstallStep } from "../install-step.ts";
import { findTokenOwner } from "./find-token-owner.ts";
import { keyPairStateSchema, type RequestedState } from "./install-state.ts";
import { type InstallationConfig, parseInstallationConfig } from "./installation-config.ts";
import { generateRsaKeyPair } from "./private-key.ts";
import { type Proxy, toConnection } from "./to-connection.ts";
import { toAccessTokenConnection } from "./to-installed-connection.ts";

const generateKeyPairSchema = z.object({ action: z.literal("generateKeyPair") });

/**
 * Where Bitbucket is and how we identify ourselves. With an access token that is all; with a consumer
 * key a request token is fetched for the next step. On demand it makes the consumer's key pair.
 */
export class InstallationConfigStep implements InstallStep {
  readonly name = "installation_config";
  readonly #proxy: Proxy;

  constructor(proxy: Proxy) {
    this.#proxy = proxy;
  }

  /** With a key pair, all that the application link in Bitbucket asks for. */
  describe({ state, callbackUrl }: InstallContext): Record<string, unknown> {
    const { keyPair } = keyPairStateSchema.parse(state);
    if (!keyPair) return {};
    const { publicKey, consumerKey } = keyPair;
    return { publicKey, consumerKey, callbackUrl };
  }

  async advance(input: unknown, context: InstallContext): Promise<InstallOutcome> {
    if (generateKeyPairSchema.safeParse(input).success) return makeKeyPair();
    const parsed = parseInstallationConfig(input);
    if ("fields" in parsed) return { kind: "invalid", fields: parsed.fields };
    const { address, credentials } = parsed.config;
    if ("accessToken" in credentials) return this.#tryAccessToken(address, credentials.accessToken);
    const { keyPair } = keyPairStateSchema.parse(context.state);
    const privateKey = credentials.privateKey ?? keyPair?.privateKey;
    if (privateKey === undefined) {
      return { kind: "invalid", fields: { privateKey: ["This field is required."] } };
    }
    const consumer = { consumerKey: credentials.consumerKey, privateKey };
    return this.#requestToken(address, consumer, context.callbackUrl);
  }

  /** A token that Bitbucket does not know is not kept. */
  async #tryAccessToken(address: Address, token: string): Promise<InstallOutcome> {
    const connection = toConnection(address, this.#proxy);
    const client = new BitbucketServerClient(connection, { type: "accessToken", token });
    try {
      const owner = await findTokenOwner(client);
      if (owner === undefined) {
        const reason = `The access token administers no repository. Make one with the permission "Repository admin".`;
        return { kind: "failed", reason };
      }
      const identity = { type: "accessToken" as const, token };
      return { kind: "complete", connection: toAccessTokenConnection(address, identity, owner) };
    } catch (error) {
      return toFailure("Could not use the access token with Bitbucket.", error);
    } finally {
      await client.close();
    }
  }

  async #requestToken(
    address: Address,
    consumer: Consumer,
    callbackUrl: string,
  ): Promise<InstallOutcome> {
    const client = new BitbucketServerSetupClient(toConnection(address, this.#proxy), consumer);
    try {
      const requestToken = await client.getRequestToken(callbackUrl);
      const oauthUrl = client.getAuthorizeUrl(requestToken.token);
      const state: RequestedState = { address, consumer, requestToken, oauthUrl };
      return { kind: "advance", state, requestToken: requestToken.token };
    } catch (error) {
      return toFailure("Could not fetch a request token from Bitbucket.", error);
    }
  }
}

type Address = InstallationConfig["address"];

async function makeKeyPair(): Promise<InstallOutcome> {
  const consumerKey = `sentry-${randomBytes(4).toString("hex")}`;
  return { kind: "stay", state: { keyPair: { ...(await generateRsaKeyPair()), consumerKey } } };
}

function toFailure(what: string, error: unknown): InstallOutcome {
  if (!(error instanceof BitbucketError)) throw error;
  return { kind: "failed", reason: `${what} ${error.message}` };
}
