import type { Api } from "../api.ts";
import { getUser } from "../authenticate.ts";
import { toSentryUser } from "../organizations/to-sentry-user.ts";

/** `GET /api/0/auth/`: who is logged in; 401 when nobody is. */
export function getAuth(app: Api): void {
  app.get("/api/0/auth/", (request) => ({ ...toSentryUser(getUser(request)), isActive: true }));
}
