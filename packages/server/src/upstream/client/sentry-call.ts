import type { Answer } from "@sentry-bitbucket-server/outbound";
import type { z } from "zod";
import { UpstreamError } from "./upstream-error.ts";

/** One call of Sentry's API. */
export interface SentryCall {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** From the root, with its query: `/api/0/organizations/acme/releases/?per_page=1`. */
  path: string;
  /** Sent as JSON. */
  body?: unknown;
  /** @default 30_000 */
  timeoutMs?: number;
}

/** @throws UpstreamError `upstream_unexpected_answer` for one that is not as `schema` */
export function parseAnswer<T>(
  schema: z.ZodType<T>,
  { body }: Answer,
  { method, path }: SentryCall,
): T {
  const [shown = ""] = path.split("?", 1);
  try {
    return schema.parse(body === "" ? undefined : JSON.parse(body));
  } catch (cause) {
    const message = `Sentry's answer to ${method} ${shown} is not as we know it. Report it with the version of that Sentry.`;
    throw new UpstreamError("upstream_unexpected_answer", message, { cause });
  }
}
