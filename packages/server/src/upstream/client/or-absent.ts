import { UpstreamError } from "./upstream-error.ts";

/** The answer to a question, or undefined when the upstream has no such thing. */
export async function orAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof UpstreamError && error.code === "upstream_not_found") return undefined;
    throw error;
  }
}
