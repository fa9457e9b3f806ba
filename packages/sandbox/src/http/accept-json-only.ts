import type { FastifyInstance } from "fastify";
import { BitbucketError } from "./bitbucket-error.ts";

/** Lets a scope read JSON, empty bodies included, and nothing else: other content types are 415. */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    if (body === "") return done(null, undefined);
    try {
      done(null, JSON.parse(String(body)));
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      done(new BitbucketError(400, null, `The request is not JSON: ${message}`));
    }
  });
}
