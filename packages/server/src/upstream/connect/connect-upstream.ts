import { type Actor, recordAct } from "../../audit/audit-log-store.ts";
import type { Database } from "../../db/database.ts";
import type { SecretBox } from "../../integrations/secret-box.ts";
import type { Enqueue, WakeLanes } from "../../jobs/types.ts";
import { enqueuePoll } from "../completion/enqueue-poll.ts";
import { lookAtUpstream, type UpstreamLook } from "./look-at-upstream.ts";
import { forgetMirrors, mirrorProjects } from "./mirrored-project-store.ts";
import { findOrganizationId } from "./relaying-organization-store.ts";
import { skipOpenRelays } from "./skip-open-relays-store.ts";
import type { Outbound, Upstream, UpstreamAddress } from "../types.ts";
import { UpstreamError } from "../client/upstream-error.ts";
import type { UpstreamProject } from "../client/upstream-project.ts";
import {
  deleteUpstream,
  findUpstream,
  findUpstreamBySlug,
  saveUpstream,
} from "../upstream-store.ts";
import { wakeUpstream } from "../watch/wake-upstream.ts";

export interface ConnectUpstreamDeps {
  db: Database;
  secretBox: SecretBox;
  enqueue: Enqueue;
  wakeLanes: WakeLanes;
  outbound: Outbound;
}

/** Who connects which organization of ours to what. */
export interface NewUpstream {
  organizationId: number;
  address: UpstreamAddress;
  token: string;
  actor: Actor;
}

/**
 * Looks at a Sentry with a token and, when all is well, has the organization relay to it; its projects are
 * mirrored, and its releases looked at, so that those of before are told from those to come. An upstream that the organization had is replaced: that is how a new token is given.
 * @returns it with its projects, none when the token may not list them
 * @throws UpstreamError with what is wrong and what to do; then nothing has changed
 */
export async function connectUpstream(
  deps: ConnectUpstreamDeps,
  wanted: NewUpstream,
): Promise<{ upstream: Upstream; projects: UpstreamProject[] }> {
  const look = await lookAtUpstream(wanted.address, wanted.token, { outbound: deps.outbound });
  const upstream = await keepUpstream(deps, wanted, look);
  return { upstream, projects: look.projects };
}

/** Keeps an upstream with what was found there. */
function keepUpstream(
  { db, secretBox, enqueue, wakeLanes }: ConnectUpstreamDeps,
  { organizationId, token, actor }: Omit<NewUpstream, "address">,
  { address, check, projects }: UpstreamLook,
): Promise<Upstream> {
  return db.transaction().execute(async (trx) => {
    await refuseTakenSlug(trx, organizationId, address.slug);
    const former = await findUpstream(trx, organizationId);
    if (former && !isSame(former, address)) await leave(trx, former);
    if (!former || !isSame(former, address)) await forgetMirrors(trx, organizationId);
    const upstream = await saveUpstream(trx, secretBox, { organizationId, address, token, check });
    const made = await mirrorProjects(trx, organizationId, projects);
    await wakeUpstream(trx, wakeLanes, organizationId);
    await enqueuePoll(trx, enqueue, organizationId);
    await recordAct(trx, {
      organizationId,
      event: former ? "upstream.edit" : "upstream.add",
      actor,
      target: `${address.baseUrl} (${address.slug})`,
      data: { account: check.account, scopes: check.scopes ?? null, projects: made },
    });
    return upstream;
  });
}

/** What was for another Sentry is not for this one, and its releases have other times. */
async function leave(trx: Database, { organizationId, baseUrl, slug }: Upstream): Promise<void> {
  await deleteUpstream(trx, organizationId);
  await skipOpenRelays(trx, organizationId, `It was for another Sentry: ${baseUrl} (${slug}).`);
}

/** An organization that was renamed there is the same. */
function isSame(one: UpstreamAddress, other: UpstreamAddress): boolean {
  const isRenamed = one.remoteId !== undefined && one.remoteId === other.remoteId;
  return one.baseUrl === other.baseUrl && (one.slug === other.slug || isRenamed);
}

/**
 * Paths name the organization by its slug at the upstream alone, so that must lead to one. And nobody gets the calls,
 * with their tokens, that name another organization of this service.
 */
async function refuseTakenSlug(trx: Database, organizationId: number, slug: string): Promise<void> {
  const owner = await findOrganizationId(trx, slug);
  if (owner !== undefined && owner !== organizationId) {
    const message = `Another organization of this service is called "${slug}", and calls that name it are for that one. Give one of the two another slug.`;
    throw new UpstreamError("upstream_taken", message);
  }
  const other = await findUpstreamBySlug(trx, slug);
  if (!other || other.organizationId === organizationId) return;
  const message = `Another organization of this service relays to an organization "${slug}". Disconnect it there first.`;
  throw new UpstreamError("upstream_taken", message);
}
