import type { FastifyInstance, FastifyRequest } from "fastify";
import type { AccessTokens } from "./access-tokens/access-tokens.ts";
import { ownerFinder } from "./access-tokens/find-token-owner.ts";
import { registerControlRoutes } from "./control/control-routes.ts";
import { injectFaults } from "./control/fault-injection.ts";
import type { Faults } from "./control/faults.ts";
import { requireLoopback } from "./control/require-loopback.ts";
import { registerUserRoutes } from "./control/user-routes.ts";
import type { Authentication } from "./http/authenticate.ts";
import { answerError } from "./http/error-handler.ts";
import { acceptJsonOnly } from "./http/accept-json-only.ts";
import { registerRepositoryPages } from "./pages/repository-pages.ts";
import { registerRootPage } from "./pages/root-page.ts";
import { addResponseHeaders } from "./http/response-headers.ts";
import { answerUnknownRoutes } from "./http/unknown-routes.ts";
import type { OAuthProvider } from "./oauth/oauth-provider.ts";
import { registerRaw } from "./rest/raw.ts";
import type { RestParts } from "./rest/repository-routes.ts";
import { registerRest } from "./rest/rest-api.ts";
import { registerSmartHttp } from "./scm/smart-http.ts";

/** Everything that `startSandbox` has built, for the routes to be made of. */
export interface SandboxParts extends RestParts {
  contextPath: string;
  authentication: Authentication;
  oauth: OAuthProvider;
  accessTokens: AccessTokens;
  faults: Faults;
}

/** Lays out all addresses of the sandbox: REST, raw files, git, OAuth and tokens, and its own controls. */
export function registerEverything(app: FastifyInstance, parts: SandboxParts): void {
  const { contextPath: prefix, instance, access } = parts;
  answerUnknownRoutes(app);
  addResponseHeaders(app);
  app.setErrorHandler(answerError);
  everybodyIsAnonymous(app);
  app.register(async (control) => registerControls(control, parts), {
    prefix: `${prefix}/sandbox`,
  });
  app.register(
    async (product) => {
      injectFaults(product, parts.faults, `${prefix}/sandbox`);
      parts.authentication.addTo(product);
      acceptJsonOnly(product);
      registerRootPage(product, () => instance.links.baseUrl);
      parts.oauth.registerRoutes(product, loggedInUser);
      const findOwner = ownerFinder(instance.state, access);
      parts.accessTokens.registerRoutes(product, currentUser, findOwner);
      product.register(async (rest) => registerRest(rest, parts), { prefix: "/rest" });
      registerWeb(product, parts);
      product.register(async (scm) => registerSmartHttp(scm, instance, access, parts.pushes), {
        prefix: "/scm",
      });
    },
    { prefix },
  );
}

/** What stands beside REST, at the addresses of Bitbucket's own pages. */
function registerWeb(app: FastifyInstance, { instance, access }: SandboxParts): void {
  for (const owner of ["/projects/:projectKey", "/users/:userSlug"]) {
    const prefix = `${owner}/repos/:repositorySlug`;
    app.register(async (web) => registerRepositoryPages(web, instance, access), { prefix });
  }
  app.register(async (web) => registerRaw(web, instance, access), {
    prefix: "/projects/:projectKey/repos/:repositorySlug",
  });
}

/** Until `Authentication` has found out better. */
function everybodyIsAnonymous(app: FastifyInstance): void {
  app.decorateRequest("caller");
  app.addHook("onRequest", async (request) => {
    request.caller = {};
  });
}

function registerControls(app: FastifyInstance, parts: SandboxParts): void {
  requireLoopback(app);
  acceptJsonOnly(app);
  registerControlRoutes(app, parts.faults, parts.settings, parts.deliveries);
  registerUserRoutes(app, parts.instance.state, parts.access);
}

function currentUser(request: FastifyRequest): string | undefined {
  return request.caller.user?.name;
}

/** A token cannot log in to the pages, so nobody can approve with one. */
function loggedInUser(request: FastifyRequest): string | undefined {
  return request.caller.token ? undefined : currentUser(request);
}
