import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { FindBase, KnownBase } from "../../releases/fetch-ref-commits.ts";
import { UpstreamError } from "../client/upstream-error.ts";
import { findUpstream } from "../upstream-store.ts";
import type { Upstreams } from "../upstreams.ts";

/** Asked by every sentry-cli, never published: `{}` when there is none. */
const previousSchema = z.object({
  version: z.string().optional(),
  dateCreated: z.iso.datetime({ offset: true }).nullish(),
  dateReleased: z.iso.datetime({ offset: true }).nullish(),
  lastCommit: z.object({ id: z.string() }).nullish(),
});

/**
 * Where the release before one ended, as the upstream knows it: builds also set commits without us. Nothing is told
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
      return toKnownBase(await client.ask(asked, previousSchema));
    } catch (error) {
      if (error instanceof UpstreamError && !error.isPassing) return undefined;
      throw error;
    }
  };
}

function toKnownBase(previous: z.infer<typeof previousSchema>): KnownBase | undefined {
  const { lastCommit, version, dateReleased, dateCreated } = previous;
  const date = dateReleased ?? dateCreated;
  return lastCommit
    ? { sha: lastCommit.id, version, madeAt: date ? Date.parse(date) : undefined }
    : undefined;
}
