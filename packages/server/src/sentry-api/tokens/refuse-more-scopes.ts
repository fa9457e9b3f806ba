import { ApiError } from "../api-error.ts";

/**
 * A token can do no more than the one that asks for it.
 * @throws ApiError 403 that names what the asking token does not have
 */
export function refuseMoreScopes(own: readonly string[], wanted: readonly string[]): void {
  const missing = wanted.filter((scope) => !own.includes(scope));
  if (missing.length > 0) {
    throw new ApiError(403, `The token that asks does not have these: ${missing.join(", ")}.`);
  }
}
