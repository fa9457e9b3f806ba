import type { FastifyRequest } from "fastify";
import { invalidArgument } from "./bitbucket-error.ts";

/** Every value of a query parameter, which may be repeated. */
export function queryValues(request: FastifyRequest, name: string): string[] {
  const value = (request.query as Record<string, string | string[] | undefined>)[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The first value of a query parameter; undefined when it is absent or empty. */
export function queryValue(request: FastifyRequest, name: string): string | undefined {
  return queryValues(request, name)[0] || undefined;
}

/** True only for `true`: Bitbucket types its flags as strings. */
export function queryFlag(request: FastifyRequest, name: string): boolean {
  return queryValue(request, name)?.toLowerCase() === "true";
}

/**
 * One of a fixed set of values, in any case.
 *
 * @throws BitbucketError 400 for any other value
 */
export function queryChoice<Choice extends string>(
  request: FastifyRequest,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = queryValue(request, name)?.trim();
  if (value === undefined) return undefined;
  const choice = choices.find((candidate) => candidate.toLowerCase() === value.toLowerCase());
  if (choice === undefined) {
    throw invalidArgument(name, `'${value}' is not one of ${choices.join(", ")}.`);
  }
  return choice;
}
