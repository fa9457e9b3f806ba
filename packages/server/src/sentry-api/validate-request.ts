import type { FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
import { isStorableText } from "../db/is-storable-text.ts";
import { ApiError } from "./api-error.ts";
import { toFieldErrors, wordProblem } from "./field-errors.ts";

const TEXT_RULE = "Text must not contain NUL, or half of a surrogate pair.";

/**
 * Reads path, query and body of a request by the schemas of its route; else the answer is 400. So it is
 * for text that no database takes, unless its schema has taken that out.
 */
export const validateRequest: FastifySchemaCompiler<z.ZodType> = ({ schema }) => {
  return (input) => {
    const { data, error } = schema.safeParse(input, { error: wordProblem });
    if (error) return { error: new ApiError(400, toFieldErrors(error.issues)) };
    const wrong = Object.entries(data ?? {}).find((field) => !isStorable(field));
    return wrong ? { error: new ApiError(400, { [wrong[0]]: [TEXT_RULE] }) } : { value: data };
  };
};

function isStorable(value: unknown): boolean {
  const left = [value];
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    if (typeof part === "string" && !isStorableText(part)) return false;
    if (typeof part !== "object" || part === null) continue;
    for (const entry of Object.entries(part)) {
      for (const one of entry) if (one !== undefined) left.push(one);
    }
  }
  return true;
}
