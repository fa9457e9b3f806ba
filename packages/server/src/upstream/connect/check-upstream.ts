import type { Database } from "../../db/database.ts";
import type { Enqueue } from "../../jobs/types.ts";
import { listUpstreamProjects } from "./list-upstream-projects.ts";
import { enqueuePoll } from "../completion/enqueue-poll.ts";
import { mirrorProjects } from "./mirrored-project-store.ts";
import type { Upstream } from "../types.ts";
import { UpstreamError } from "../client/upstream-error.ts";
import { findUpstream, storeCheck } from "../upstream-store.ts";
import type { Upstreams } from "../upstreams.ts";

export interface CheckUpstreamDeps {
  db: Database;
  upstreams: Upstreams;
  enqueue: Enqueue;
}

/**
 * Looks at a connected upstream once more, and keeps what is found: scopes that were given, new projects. Its releases
 * are looked at, too. That it is paused, or goes on, is kept by its watch.
 * @throws UpstreamError when it cannot be asked
 */
export async function checkUpstream(
  deps: CheckUpstreamDeps,
  organizationId: number,
): Promise<Upstream> {
  const check = await deps.upstreams.check(organizationId);
  const { client } = await deps.upstreams.get(organizationId);
  const projects = await listUpstreamProjects(client);
  const upstream = await deps.db.transaction().execute(async (trx) => {
    await storeCheck(trx, organizationId, check);
    await mirrorProjects(trx, organizationId, projects);
    await enqueuePoll(trx, deps.enqueue, organizationId);
    return findUpstream(trx, organizationId);
  });
  if (upstream) return upstream;
  throw new UpstreamError("upstream_not_connected", "The upstream was disconnected meanwhile.");
}
