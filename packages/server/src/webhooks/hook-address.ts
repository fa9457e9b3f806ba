import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { toRowId } from "../db/row-id.ts";
import { ApiError } from "../sentry-api/api-error.ts";
import { toFieldErrors, wordProblem } from "../sentry-api/field-errors.ts";

/** What the URL of a webhook names. */
export interface HookAddress {
  organizationId: number;
  integrationId: number;
  /** Absent in one made by hand. */
  repositoryId: number | undefined;
}

export const hookParams = z.object({
  organizationId: z.coerce.number().int().transform(toRowId),
  integrationId: z.coerce.number().int().transform(toRowId),
});
export const hookQuerystring = z.object({
  repository: z.coerce.number().int().transform(toRowId).optional(),
});
const address = hookParams.extend(hookQuerystring.shape);

/**
 * Of a request that may not have been validated yet.
 * @throws ApiError 400
 */
export function readHookAddress({ params, query }: FastifyRequest): HookAddress {
  // What the path names is not for the query to change.
  const sent = { ...(query as object), ...(params as object) };
  const { data, error } = address.safeParse(sent, { error: wordProblem });
  if (error) throw new ApiError(400, toFieldErrors(error.issues));
  const { repository: repositoryId, ...ids } = data;
  return { ...ids, repositoryId };
}
