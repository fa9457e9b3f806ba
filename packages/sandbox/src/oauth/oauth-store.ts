import { join } from "node:path";
import { readJsonFile, writeJsonFile } from "../state/json-file.ts";
import {
  oauthState,
  REQUEST_TOKEN_LIFETIME,
  SESSION_LIFETIME,
  type Consumer,
  type OAuthToken,
} from "./oauth-state.ts";

/** Consumers and tokens, held in memory and written to `oauth.json` at every change. */
export class OAuthStore {
  readonly #path: string;
  readonly #consumers: Map<string, Consumer>;
  readonly #tokens: Map<string, OAuthToken>;

  constructor(folder: string) {
    this.#path = join(folder, "oauth.json");
    const state = readJsonFile(this.#path, oauthState, { consumers: [], tokens: [] });
    this.#consumers = new Map(state.consumers.map((each) => [each.consumerKey, each]));
    this.#tokens = new Map(state.tokens.map((each) => [each.token, each]));
  }

  listConsumers(): Consumer[] {
    return [...this.#consumers.values()];
  }

  findConsumer(consumerKey: string): Consumer | undefined {
    return this.#consumers.get(consumerKey);
  }

  putConsumer(consumer: Consumer): void {
    this.#consumers.set(consumer.consumerKey, consumer);
    this.#save();
  }

  /** Its tokens stay: a call with one of them is answered `consumer_key_unknown`. */
  deleteConsumer(consumerKey: string): boolean {
    const existed = this.#consumers.delete(consumerKey);
    if (existed) this.#save();
    return existed;
  }

  findToken(token: string): OAuthToken | undefined {
    return this.#tokens.get(token);
  }

  putToken(token: OAuthToken): void {
    this.#tokens.set(token.token, token);
    this.#save();
  }

  /** Puts a token in the place of the one it was got with, in one write. */
  replaceToken(old: OAuthToken, token: OAuthToken): void {
    this.#tokens.delete(old.token);
    this.putToken(token);
  }

  /** Deletes what the condition selects, and says how many that were. */
  deleteTokens(condition: (token: OAuthToken) => boolean): number {
    const doomed = [...this.#tokens.values()].filter(condition);
    for (const { token } of doomed) this.#tokens.delete(token);
    if (doomed.length > 0) this.#save();
    return doomed.length;
  }

  /** Forgets tokens that expired so long ago that nobody can still need to be told so. */
  dropStale(now: number): void {
    this.deleteTokens((token) =>
      token.kind === "request"
        ? now > token.createdAt + 10 * REQUEST_TOKEN_LIFETIME
        : now > token.session.createdAt + 2 * SESSION_LIFETIME,
    );
  }

  #save(): void {
    writeJsonFile(this.#path, {
      consumers: this.listConsumers(),
      tokens: [...this.#tokens.values()],
    });
  }
}
