import type { FastifyRequest } from "fastify";
import type { Api } from "../api.ts";
import { getPrincipal } from "../authenticate.ts";
import { type DescribedOperation, findOperation } from "./operations.ts";
import { refuseMissingScope } from "./refuse-missing-scope.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Set on every route of the API that needs a token. */
    operation?: DescribedOperation;
  }
}

/** Ties each route of the scope to its operation, if it is declared: the document tells of no other. */
export function describeRoutes(scope: Api): void {
  scope.addHook("onRoute", (route) => {
    const operation = findOperation([route.method].flat()[0] ?? "", route.url);
    if (operation) route.config = { ...route.config, operation };
  });
}

/**
 * Ties each route of the scope to its declared operation, and lets only callers pass who have one
 * of its scopes. Needs `requireCredentials` before it.
 * @throws Error at start, when a route is declared nowhere: nobody said who may call it
 */
export function requireScope(scope: Api): void {
  scope.addHook("onRoute", (route) => {
    const methods = [route.method].flat();
    const operation = findOperation(methods[0] ?? "", route.url);
    if (!operation) {
      const name = `${methods.join(",")} ${route.url}`;
      throw new Error(`${name} is declared nowhere: say in sentry-api/operations/ who may call it`);
    }
    route.config = { ...route.config, operation };
  });
  scope.addHook("onRequest", checkScope);
}

async function checkScope(request: FastifyRequest): Promise<void> {
  refuseMissingScope(request, getPrincipal(request).scopes);
}
