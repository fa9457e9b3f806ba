import type { AdoptionAnswer } from "@sentry-bitbucket-server/api-contract/release";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { countAdoption } from "../../releases/adoption-store.ts";
import { adoptionWindow } from "../../releases/adoption-window.ts";
import { listReleasesByVersion } from "../../releases/release-list-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { LARGEST_PAGE } from "../page.ts";
import { toSentryDate } from "../to-sentry-date.ts";

const INTERVALS = ["1h", "1d"] as const;

const querystring = z.object({
  version: z
    .union([z.string().transform((version) => [version]), z.array(z.string())], {
      error: "Say which releases: version may be repeated.",
    })
    .refine((versions) => versions.length <= LARGEST_PAGE, {
      error: `At most ${LARGEST_PAGE} releases at once.`,
    }),
  interval: z.enum(INTERVALS, { error: "interval is 1h or 1d." }).default("1d"),
});

/**
 * `GET /api/0/organizations/{organization}/release-adoption/?version=a&version=b` (ours): how many events of
 * each release there were by day or hour, for the charts of a whole page in one answer. Releases that are
 * not there are left out.
 */
export function getAdoption(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/release-adoption/",
    { schema: { params: z.object({ organization: z.string() }), querystring } },
    async (request): Promise<AdoptionAnswer> => {
      const { version: versions, interval } = request.query;
      const organization = await getOrganizationFor(db, request, request.params.organization);
      const releases = await listReleasesByVersion(db, organization.id, versions);
      const window = adoptionWindow(interval, Date.now());
      const ids = releases.map(({ id }) => id);
      const counted = await countAdoption(db, ids, window);
      const { start, intervalMs, count } = window;
      return {
        interval,
        intervals: Array.from({ length: count }, (_, n) => toSentryDate(start + n * intervalMs)),
        releases: releases.map(({ id, version }) => {
          const events = counted.get(id) ?? [];
          return { version, events, total: events.reduce((sum, one) => sum + one, 0) };
        }),
      };
    },
  );
}
