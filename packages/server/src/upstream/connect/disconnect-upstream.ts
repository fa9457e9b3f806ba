import { type Actor, recordAct } from "../../audit/audit-log-store.ts";
import type { Database } from "../../db/database.ts";
import type { RelayConnections } from "../pass-through/relay-connections.ts";
import { DISCONNECTED } from "../relay/relay-attempt.ts";
import { skipOpenRelays } from "./skip-open-relays-store.ts";
import type { Upstream } from "../types.ts";
import { deleteUpstream } from "../upstream-store.ts";
import type { Upstreams } from "../upstreams.ts";

export interface DisconnectUpstreamDeps {
  db: Database;
  upstreams: Upstreams;
  relayConnections: RelayConnections;
}

/**
 * The organization has the built-in tracker again. Its mirrored projects and releases stay; nothing is undone
 * there, and what waits to be sent is not.
 */
export async function disconnectUpstream(
  { db, upstreams, relayConnections }: DisconnectUpstreamDeps,
  { organizationId, baseUrl, slug }: Upstream,
  actor: Actor,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await deleteUpstream(trx, organizationId);
    await skipOpenRelays(trx, organizationId, DISCONNECTED);
    const target = `${baseUrl} (${slug})`;
    await recordAct(trx, { organizationId, event: "upstream.remove", actor, target });
  });
  await upstreams.drop(organizationId);
  await relayConnections.drop(organizationId);
}
