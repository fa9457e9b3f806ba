import { z } from "zod";
import type { Database } from "../db/database.ts";
import type { FindBase } from "../releases/fetch-ref-commits.ts";
import { UpstreamError } from "./upstream-error.ts";
import { findUpstream } from "./upstream-store.ts";
import type { Upstreams } from "./upstreams.ts";

/** Asked by every sentry-cli, never published: `{}` when there is none. */
const previousSchema = z.object({
  lastCommit: z.object({ id: z.string() }).nullish(),
});

/**
 * Where the release before one ended, as the upstream knows it: for the first one that we send. Nothing is told
 * by an upstream that does not know or refuses to say.
 * @throws UpstreamError when it is away: what begins at the wrong commit is wrong for good
 */
export function findUpstreamBase({
  db,
  upstreams,
}: {
  db: Database;
  upstreams: Upstreams;
}): FindBase {
  return async ({ organizationId, version }) => {
    if (!(await findUpstream(db, organizationId))) return undefined;
    try {
      const { client } = await upstreams.getForJob(organizationId);
      const below = `releases/${encodeURIComponent(version)}/previous-with-commits/`;
      const asked = { method: "GET" as const, path: client.pathOf(below) };
      const { lastCommit } = await client.ask(asked, previousSchema);
      return lastCommit?.id;
    } catch (error) {
      if (error instanceof UpstreamError && !error.isPassing) return undefined;
      throw error;
    }
  };
}
