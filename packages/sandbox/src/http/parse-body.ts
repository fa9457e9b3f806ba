import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import { invalidArgument } from "./bitbucket-error.ts";

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
