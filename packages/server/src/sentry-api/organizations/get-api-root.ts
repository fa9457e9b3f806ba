import type { Api } from "../api.ts";
import { getPrincipal } from "../authenticate.ts";

/** `GET /api/0/`: who calls and what the token may do; `sentry-cli info` shows it. */
export function getApiRoot(app: Api): void {
  app.get("/api/0/", (request) => {
    const { userId, email, name, scopes } = getPrincipal(request);
    return {
      version: "0",
      user: { id: String(userId), email, username: email, name },
      auth: { scopes },
    };
  });
}
