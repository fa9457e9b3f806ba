import type { FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
import { ApiError } from "./api-error.ts";
import { toFieldErrors, wordProblem } from "./field-errors.ts";

/** Reads path, query and body of a request by the schemas of its route; else the answer is 400. */
export const validateRequest: FastifySchemaCompiler<z.ZodType> = ({ schema }) => {
  return (input) => {
    const { data, error } = schema.safeParse(input, { error: wordProblem });
    return error ? { error: new ApiError(400, toFieldErrors(error.issues)) } : { value: data };
  };
};
