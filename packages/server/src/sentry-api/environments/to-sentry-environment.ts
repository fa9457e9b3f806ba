import type { Environment } from "../../organizations/environment-store.ts";

/** An environment as Sentry tells it. */
export function toSentryEnvironment({ id, name, isHidden }: Environment) {
  return { id: String(id), name, isHidden };
}
