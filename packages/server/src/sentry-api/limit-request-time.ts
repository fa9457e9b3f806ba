import type { FastifyRequest } from "fastify";
import type { Api } from "./api.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Set on a request whose body goes on to somebody else, at the pace of both. */
    mayTakeLong: boolean;
  }
}

/**
 * Cuts off whoever has not sent a request to its end in time. Node's own `requestTimeout` is one for all: it
 * would cut off an upload through us, which may take as long as it moves.
 */
export function limitRequestTime(app: Api, limitMs: number): void {
  app.decorateRequest("mayTakeLong", false);
  app.addHook("onRequest", (request, _reply, done) => {
    if (hasBody(request)) {
      const timer = setTimeout(() => request.mayTakeLong || request.raw.destroy(), limitMs);
      for (const end of ["end", "close"]) request.raw.once(end, () => clearTimeout(timer));
    }
    done();
  });
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
