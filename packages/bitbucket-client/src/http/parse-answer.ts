import type { z } from "zod";
import type { RequestLine } from "../errors/bitbucket-error.ts";
import { UnexpectedAnswerError } from "../errors/unexpected-answer-error.ts";

/** Reads a JSON body by a schema. Throws `UnexpectedAnswerError`, which names the wrong fields. */
export function parseAnswer<T>(schema: z.ZodType<T>, body: string, request: RequestLine): T {
  const place = `(${request.method} ${request.url})`;
  const parsed = schema.safeParse(parseJson(body, place));
  if (parsed.success) return parsed.data;
  throw new UnexpectedAnswerError(
    `Bitbucket's answer is not of the known shape: ${describe(parsed.error)} ${place}`,
    { cause: parsed.error },
  );
}

function parseJson(body: string, place: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new UnexpectedAnswerError(`Bitbucket's answer is not JSON ${place}`, { cause });
  }
}

function describe(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join(".")}: ${message}`)
    .join("; ");
}
