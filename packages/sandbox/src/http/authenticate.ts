import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AccessTokens } from "../access-tokens/access-tokens.ts";
import type { OAuthProvider } from "../oauth/oauth-provider.ts";
import type { State } from "../state/state.ts";
import type { User } from "../state/entities.ts";
import { notLicensed, wrongCredentials } from "./bitbucket-error.ts";
import type { Caller } from "./caller.ts";

/** Finds out who is calling, from the `Authorization` header: Basic, Bearer, or a signed OAuth request. */
export class Authentication {
  readonly #state: State;
  readonly #accessTokens: AccessTokens;
  readonly #oauth: OAuthProvider;

  constructor(state: State, accessTokens: AccessTokens, oauth: OAuthProvider) {
    this.#state = state;
    this.#accessTokens = accessTokens;
    this.#oauth = oauth;
  }

  /** Every request of `app` gets its caller; bad credentials are answered at once. */
  addTo(app: FastifyInstance): void {
    app.addHook("onRequest", async (request, reply) => {
      const [scheme = "", credentials = ""] = (request.headers.authorization ?? "").split(" ", 2);
      switch (scheme.toLowerCase()) {
        case "basic":
          request.caller = this.callerOfBasic(credentials);
          break;
        case "bearer":
          request.caller = this.#callerOfToken(credentials);
          break;
        case "oauth":
          return this.#authenticateOAuth(request, reply);
        default:
          break;
      }
      return undefined;
    });
  }

  /**
   * The caller of Basic credentials (base64 of `name:password`). A user token may stand for the password.
   *
   * @throws BitbucketError 401 when they are wrong, or the user is not licensed
   */
  callerOfBasic(credentials: string): Caller {
    const text = Buffer.from(credentials, "base64").toString("utf8");
    const colon = text.indexOf(":");
    const name = text.slice(0, colon);
    const password = text.slice(colon + 1);
    const user = this.#findUser(name);
    if (user?.active && user.password === password) return licensed({ user });
    const caller = this.#callerOfToken(password);
    const isHis =
      caller.token?.scope.type === "user" ? caller.user?.id === user?.id : isTokenUser(name);
    if (!isHis) throw wrongCredentials();
    return caller;
  }

  #callerOfToken(text: string): Caller {
    const token = this.#accessTokens.findByToken(text);
    if (!token) throw wrongCredentials();
    if (token.scope.type !== "user") return { token };
    const user = this.#findUser(token.username ?? "");
    if (!user?.active) throw wrongCredentials();
    return licensed({ user, token });
  }

  #authenticateOAuth(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
    const outcome = this.#oauth.authenticate(request);
    if (outcome.kind === "problem") {
      return reply.status(outcome.status).headers(outcome.headers).send(outcome.body);
    }
    if (outcome.kind === "user") {
      const user = this.#findUser(outcome.username);
      if (!user?.active) throw wrongCredentials();
      request.caller = licensed({ user });
    }
    return undefined;
  }

  #findUser(name: string): User | undefined {
    return this.#state.users.find((user) => user.name.toLowerCase() === name.toLowerCase());
  }
}

/** The username that goes with a project's or repository's token in git over HTTP. */
function isTokenUser(name: string): boolean {
  return name === "x-token-auth";
}

function licensed(caller: Caller): Caller {
  if (!caller.user?.globalPermission) throw notLicensed();
  return caller;
}
