import type { Api } from "../api.ts";
import { getPrincipal } from "../authenticate.ts";
import { toSentryUser } from "./to-sentry-user.ts";

/**
 * `GET /api/0/`: who calls and what the token may do; `sentry-cli info` shows it. There is no user
 * behind an organization's token.
 */
export function getApiRoot(app: Api): void {
  app.get("/api/0/", (request) => {
    const principal = getPrincipal(request);
    const user = principal.kind === "user" ? toSentryUser(principal) : null;
    return { version: "0", user, auth: { scopes: principal.scopes } };
  });
}
