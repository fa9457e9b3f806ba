import type { Api } from "../api.ts";
import { getUser } from "../authenticate.ts";
import { toSentryUser } from "./to-sentry-user.ts";

/** `GET /api/0/users/me/` */
export function getCurrentUser(app: Api): void {
  app.get("/api/0/users/me/", (request) => ({ ...toSentryUser(getUser(request)), isActive: true }));
}
