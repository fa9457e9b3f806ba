import type { Answer } from "@sentry-bitbucket-server/outbound";
import type { Database } from "../../db/database.ts";
import type { Enqueue } from "../../jobs/types.ts";
import { askAsCaller } from "../pass-through/ask-as-caller.ts";
import { type HeldRelay, holdRelay, isUnderWay, resumeRelay } from "./hold-relay.ts";
import type { Caller } from "../pass-through/pass-on.ts";
import type { RelayConnections } from "../pass-through/relay-connections.ts";
import { TAKING_MS } from "./release-at-upstream.ts";
import type { Upstream } from "../types.ts";

export interface AskWhileHeldDeps {
  db: Database;
  enqueue: Enqueue;
  relayConnections: RelayConnections;
}

/**
 * Has the upstream set the commits of a release, or delete it, as the caller. What is under way of ours is held
 * before that, and goes on only when the upstream refuses: it may have done so also when its answer does not reach
 * us, and ours would come over the newer ones.
 * @throws UpstreamError when there is no answer
 */
export async function askWhileHeld(
  deps: AskWhileHeldDeps,
  upstream: Upstream,
  caller: Caller,
  { version, body }: { version: string; body?: string },
): Promise<Answer> {
  const connection = deps.relayConnections.get(upstream);
  const held = await holdFor(deps, upstream, caller, version);
  // The connection is silent meanwhile.
  caller.request.setTimeout(TAKING_MS);
  const asked = { ...(body !== undefined && { body }), timeoutMs: TAKING_MS };
  const answer = await askAsCaller(connection, upstream, caller, asked);
  if (held && isRefusal(answer)) await resumeRelay(deps, held);
  return answer;
}

/** Only for who may read the releases there: a stranger who leaves at once must not keep anything from being sent. */
async function holdFor(
  { db, relayConnections }: AskWhileHeldDeps,
  upstream: Upstream,
  caller: Caller,
  version: string,
): Promise<HeldRelay | undefined> {
  if (!(await isUnderWay(db, upstream, version))) return undefined;
  const slug = encodeURIComponent(upstream.slug);
  const path = `/api/0/organizations/${slug}/releases/?per_page=1`;
  const connection = relayConnections.get(upstream);
  const { status } = await askAsCaller(connection, upstream, caller, { method: "GET", path });
  return status === 200 ? holdRelay(db, upstream, version) : undefined;
}

/** Of others it is not known what was done: a proxy has given up on it, or Sentry has failed in the middle. */
const isRefusal = ({ status }: Answer): boolean => status >= 300 && status < 500 && status !== 408;
