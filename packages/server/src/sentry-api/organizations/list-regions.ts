import type { Api } from "../api.ts";

/**
 * `GET /api/0/users/me/regions/`: where the caller's organizations are, which sentry-cli 2 asks before it
 * lists them. There is one place, of the name that Sentry has for it where there is only one.
 */
export function listRegions(app: Api, { publicUrl }: { publicUrl: string }): void {
  app.get("/api/0/users/me/regions/", () => ({
    regions: [{ name: "--monolith--", url: publicUrl }],
  }));
}
