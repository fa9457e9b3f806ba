import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route may answer with something else than JSON, so any `Accept` will do. */
    producesAnything?: boolean;
  }
}

/** Refuses, with 406 and an empty body, who does not take JSON. */
export function requireJsonAccepted(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    const { accept } = request.headers;
    if (accept === undefined || request.routeOptions.config.producesAnything) return undefined;
    return acceptsJson(accept) ? undefined : reply.status(406).send();
  });
}

function acceptsJson(accept: string): boolean {
  return accept
    .split(",")
    .map((range) => range.split(";")[0]?.trim().toLowerCase() ?? "")
    .some((type) => ["*/*", "application/*", "application/json"].includes(type));
}
