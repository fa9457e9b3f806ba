import type { Principal } from "../../organizations/principal-store.ts";
import type { Api } from "../api.ts";
import { getPrincipal } from "../authenticate.ts";

/** `GET /api/0/`: who calls and what the token may do; `sentry-cli info` shows it. */
export function getApiRoot(app: Api): void {
  app.get("/api/0/", (request) => {
    const principal = getPrincipal(request);
    return { version: "0", user: toSentryUser(principal), auth: { scopes: principal.scopes } };
  });
}

/** Null for an organization's token, as in Sentry. */
function toSentryUser(principal: Principal) {
  if (principal.kind === "organization") return null;
  const { userId, email, name } = principal;
  return { id: String(userId), email, username: email, name };
}
