import { BitbucketServerAPIPath } from "../api-path.ts";
import { Transport } from "../http/transport.ts";
import { withQuery } from "../http/with-query.ts";
import type { ConnectionOptions } from "../types.ts";
import { systemClockAndNonce, type ClockAndNonce } from "./clock-and-nonce.ts";
import { parsePrivateKey } from "./private-key.ts";
import { signRequest, type SigningConsumer } from "./sign-request.ts";
import {
  parseTokenAnswer,
  toAccessToken,
  toRequestToken,
  type AccessToken,
  type RequestToken,
} from "./tokens.ts";

export interface Consumer {
  consumerKey: string;
  /** RSA private key, PEM. */
  privateKey: string;
}

/**
 * The three steps of OAuth 1.0a against an application link of Bitbucket (RFC 5849, 2): request
 * token, the user's approval in the browser, access token. Nothing is retried: a token that was
 * handed out once is used up.
 *
 * Throws `OAuthProblemError` for what Bitbucket's provider refuses, with what to do about it, and the
 * other `BitbucketError`s.
 */
export class BitbucketServerSetupClient {
  readonly #path: BitbucketServerAPIPath;
  readonly #connection: ConnectionOptions;
  readonly #consumer: SigningConsumer;
  readonly #clockAndNonce: ClockAndNonce;

  constructor(
    connection: ConnectionOptions,
    consumer: Consumer,
    clockAndNonce: ClockAndNonce = systemClockAndNonce,
  ) {
    this.#path = new BitbucketServerAPIPath(connection.baseUrl);
    this.#connection = connection;
    this.#consumer = {
      consumerKey: consumer.consumerKey,
      privateKey: parsePrivateKey(consumer.privateKey),
    };
    this.#clockAndNonce = clockAndNonce;
  }

  /**
   * `callbackUrl` is where Bitbucket sends the browser after the approval, with `oauth_token` and
   * `oauth_verifier`. When the server does not confirm it, or none is given, the token is of version
   * 1.0: the browser then goes to the callback of the application link, with `oauth_token` only, and
   * no verifier protects the exchange.
   */
  async getRequestToken(callbackUrl?: string): Promise<RequestToken> {
    const callback = callbackUrl === undefined ? undefined : { oauth_callback: callbackUrl };
    return toRequestToken(await this.#post(this.#path.oauthRequestToken(), { ...callback }));
  }

  /** Where the user approves a request token. */
  getAuthorizeUrl(token: string): string {
    return withQuery(this.#path.oauthAuthorize(), { oauth_token: token });
  }

  /** `verifier` is required for a request token of version 1.0a, and not looked at for 1.0. */
  async getAccessToken(
    requestToken: Pick<RequestToken, "token" | "secret">,
    verifier?: string,
  ): Promise<AccessToken> {
    const parameters = {
      oauth_token: requestToken.token,
      ...(verifier !== undefined && { oauth_verifier: verifier }),
    };
    return toAccessToken(await this.#post(this.#path.oauthAccessToken(), parameters));
  }

  /** Replaces an access token; Bitbucket forgets the old one. */
  async renewAccessToken(token: {
    token: string;
    secret: string;
    sessionHandle: string;
  }): Promise<AccessToken> {
    const parameters = { oauth_token: token.token, oauth_session_handle: token.sessionHandle };
    return toAccessToken(await this.#post(this.#path.oauthAccessToken(), parameters));
  }

  async #post(url: string, parameters: Record<string, string>): Promise<Map<string, string>> {
    const transport = new Transport(this.#connection, (request) =>
      signRequest(this.#consumer, request, parameters, this.#clockAndNonce),
    );
    try {
      // Bitbucket answers `text/plain`, with a form-encoded text.
      const request = { method: "POST" as const, url, headers: { accept: "*/*" } };
      const answer = await transport.send(request, this.#connection.timeoutMs ?? 30_000);
      return parseTokenAnswer(answer.body, { method: "POST", url });
    } finally {
      await transport.close();
    }
  }
}
