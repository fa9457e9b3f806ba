import type { FastifyInstance, FastifyRequest } from "fastify";
import { ZodError } from "zod";
import { requireLoopback } from "../control/require-loopback.ts";
import { authenticateRequest } from "./authenticate-request.ts";
import { registerAuthorizeRoutes } from "./authorize-routes.ts";
import { registerControlRoutes } from "./control-routes.ts";
import { OAuthProblem, oauthChallenge } from "./oauth-problem.ts";
import { hasOAuthHeader, readOAuthRequest } from "./oauth-request.ts";
import { OAuthStore } from "./oauth-store.ts";
import { RequestVerifier } from "./request-verifier.ts";
import { registerTokenRoutes } from "./token-routes.ts";

/** Who a request is from, as far as OAuth can say; `problem` is the answer to send. */
export type OAuthIdentity =
  | { kind: "none" }
  | { kind: "user"; username: string }
  | { kind: "problem"; status: number; headers: Record<string, string>; body: string };

const FORM = "application/x-www-form-urlencoded";

/**
 * The OAuth 1.0 and 1.0a provider of Atlassian's server products: application links, request
 * tokens, approval, access tokens, RSA-SHA1. Consumers and tokens are kept in `oauth.json` in
 * `folder`; nonces and the offset of the clock are forgotten by a restart.
 *
 * `baseUrl` is the address, with context path, that clients must sign. `clock` gives milliseconds.
 */
export class OAuthProvider {
  readonly #store: OAuthStore;
  readonly #baseUrl: () => string;
  readonly #clock: () => number;
  readonly #verifier = new RequestVerifier();
  /** Asking twice about one request must not find its nonce used up. */
  readonly #known = new WeakMap<FastifyRequest, OAuthIdentity>();
  #clockOffset = 0;

  constructor(folder: string, baseUrl: () => string, clock: () => number = Date.now) {
    this.#store = new OAuthStore(folder);
    this.#baseUrl = baseUrl;
    this.#clock = clock;
  }

  /**
   * Adds the endpoints of the product under `/plugins/servlet/oauth/` and the sandbox's own under
   * `/sandbox/oauth/`. `currentUser` names the user who is logged in by Basic, to approve or deny.
   */
  registerRoutes(
    app: FastifyInstance,
    currentUser: (request: FastifyRequest) => string | undefined,
  ): void {
    const baseUrl = this.#baseUrl;
    const now = this.#now;
    this.#challengeRefusedCalls(app);
    app.register(async (scope) => {
      scope.removeContentTypeParser(FORM);
      scope.addContentTypeParser(FORM, { parseAs: "string" }, (_request, body, done) => {
        done(null, body);
      });
      scope.setErrorHandler((error, _request, reply) => {
        if (!(error instanceof OAuthProblem)) throw error;
        const { status, headers, body } = error.toAnswer(baseUrl());
        return reply.code(status).headers(headers).send(body);
      });
      registerTokenRoutes(scope, this.#store, this.#verifier, { baseUrl, now });
      registerAuthorizeRoutes(scope, this.#store, { baseUrl, now, currentUser });
    });
    app.register(async (scope) => {
      scope.setErrorHandler((error, _request, reply) => {
        const errors = toControlErrors(error);
        if (errors === undefined) throw error;
        return reply.code(400).send({ errors });
      });
      requireLoopback(scope);
      registerControlRoutes(scope, this.#store, {
        now,
        setOffset: (milliseconds) => {
          this.#clockOffset = milliseconds;
        },
      });
    });
  }

  /**
   * Says who signed a resource request. A request without `Authorization: OAuth` is `none`, and so is
   * a genuine two-legged one that names no user. A signed form counts only when its body is parsed,
   * as a string, before.
   */
  authenticate(request: FastifyRequest): OAuthIdentity {
    const known = this.#known.get(request);
    if (known !== undefined) return known;
    const identity = this.#identify(request);
    this.#known.set(request, identity);
    return identity;
  }

  #identify(request: FastifyRequest): OAuthIdentity {
    const isOwnEndpoint = request.originalUrl.includes("/plugins/servlet/oauth/");
    if (isOwnEndpoint || !hasOAuthHeader(request)) return { kind: "none" };
    const baseUrl = this.#baseUrl();
    try {
      const signed = readOAuthRequest(request, baseUrl);
      const username = authenticateRequest(signed, this.#store, this.#verifier, this.#now());
      return username === undefined ? { kind: "none" } : { kind: "user", username };
    } catch (error) {
      if (error instanceof OAuthProblem) return { kind: "problem", ...error.toAnswer(baseUrl) };
      throw error;
    }
  }

  /** A 401 to a caller that signed names the scheme, also when the refusal is not OAuth's. */
  #challengeRefusedCalls(app: FastifyInstance): void {
    app.addHook("onSend", async (request, reply) => {
      const isRefused = reply.statusCode === 401 && hasOAuthHeader(request);
      if (isRefused && !reply.hasHeader("www-authenticate"))
        void reply.header("www-authenticate", oauthChallenge(this.#baseUrl()));
    });
  }

  readonly #now = (): number => this.#clock() + this.#clockOffset;
}

/** Mistakes of whoever drives the sandbox, in Bitbucket's form of an error. */
function toControlErrors(error: unknown): object[] | undefined {
  if (error instanceof ZodError)
    return error.issues.map(({ path, message }) => ({
      context: path.join(".") || null,
      message,
      exceptionName: null,
    }));
  if (error instanceof OAuthProblem)
    return [{ context: null, message: error.message, exceptionName: null }];
  return undefined;
}
