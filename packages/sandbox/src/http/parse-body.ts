import type { FastifyInstance, FastifyRequest } from "fastify";
import type { z } from "zod";
import { BitbucketError, invalidArgument } from "./bitbucket-error.ts";

/**
 * The request's JSON in the shape of `schema`; a missing body counts as `{}`.
 *
 * @throws BitbucketError 400 naming the first field that is wrong
 */
export function parseBody<Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
): z.output<Schema> {
  const result = schema.safeParse(request.body ?? {});
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join(".") || null;
  throw invalidArgument(field, issue?.message ?? "The request is malformed.");
}

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
