import type { FastifyInstance, FastifyRequest } from "fastify";
import { authenticationRequired } from "../http/bitbucket-error.ts";
import { registerAccessTokenRoutes, type FindOwner } from "./access-token-routes.ts";
import { AccessTokenStore } from "./access-token-store.ts";

/** What a token lets its bearer do. `username` is there for the token of a user only. */
export interface TokenGrant {
  username?: string;
  name: string;
  permissions: string[];
  scope:
    | { type: "user" }
    | { type: "project"; projectKey: string }
    | { type: "repository"; projectKey: string; slug: string };
}

/**
 * HTTP access tokens of users, projects and repositories, made and revoked by REST. Only their hashes
 * are kept, in `access-tokens.json` in `folder`. `clock` gives milliseconds.
 */
export class AccessTokens {
  readonly #store: AccessTokenStore;

  constructor(folder: string, clock: () => number = Date.now) {
    this.#store = new AccessTokenStore(folder, clock);
  }

  /**
   * Adds `/rest/access-tokens/{1.0|latest}/…`. Errors are thrown as BitbucketError, for the error
   * handler of `app`. Without `findOwner` every owner exists and every user may manage its tokens.
   */
  registerRoutes(
    app: FastifyInstance,
    currentUser: (request: FastifyRequest) => string | undefined,
    findOwner: FindOwner = (_request, addressed) => addressed,
  ): void {
    registerAccessTokenRoutes(app, this.#store, (request, addressed) => {
      if (currentUser(request) === undefined) throw authenticationRequired();
      return findOwner(request, addressed);
    });
  }

  /** What the token grants; undefined when it is unknown, deleted or expired. */
  findByToken(token: string): TokenGrant | undefined {
    const found = this.#store.findByText(token);
    if (found === undefined) return undefined;
    const { name, permissions, owner } = found;
    if (owner.type !== "user") return { name, permissions, scope: owner };
    return { username: owner.username, name, permissions, scope: { type: "user" } };
  }
}
