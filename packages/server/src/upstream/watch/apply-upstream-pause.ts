import { type Actor, recordAct } from "../../audit/audit-log-store.ts";
import type { Database } from "../../db/database.ts";
import { PAUSED_BY_PERSON } from "../../integrations/pause.ts";
import type { Enqueue, WakeLanes } from "../../jobs/types.ts";
import { enqueueUpstreamProbe } from "./probe-upstream.ts";
import type { Upstream } from "../types.ts";
import { storePersonsPause } from "./upstream-pause-store.ts";
import { wakeUpstream } from "./wake-upstream.ts";

/**
 * What is to be sent waits until somebody resumes, and nothing is lost; calls of others pass through meanwhile. Pausing
 * what is paused already changes who did it.
 */
export function pauseUpstream(db: Database, upstream: Upstream, actor: Actor): Promise<void> {
  const { organizationId, slug: target } = upstream;
  return db.transaction().execute(async (trx) => {
    const reason = `${actor.name} paused it. What is to be sent waits until it is resumed.`;
    const pause = { code: PAUSED_BY_PERSON, reason, at: Date.now() };
    await storePersonsPause(trx, organizationId, pause);
    await recordAct(trx, { organizationId, event: "upstream.pause", actor, target });
  });
}

/**
 * All that waited is tried at once. The upstream is probed, too: that wakes what found the pause a moment ago, and
 * tells at once of one that is away.
 */
export function resumeUpstream(
  db: Database,
  { wakeLanes, enqueue }: { wakeLanes: WakeLanes; enqueue: Enqueue },
  { organizationId, slug: target }: Upstream,
  actor: Actor,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await storePersonsPause(trx, organizationId, undefined);
    await wakeUpstream(trx, wakeLanes, organizationId);
    await enqueueUpstreamProbe(trx, enqueue, organizationId);
    await recordAct(trx, { organizationId, event: "upstream.resume", actor, target });
  });
}
