import type { UserPrincipal } from "../../organizations/principal-store.ts";

/** A user as Sentry tells of the one who calls. */
export function toSentryUser({ userId, email, name }: UserPrincipal) {
  return { id: String(userId), email, username: email, name };
}
