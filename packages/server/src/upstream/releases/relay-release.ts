import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { JobHandler, JobSummary } from "../../jobs/types.ts";
import { findReleaseById, type Release } from "../../releases/release-store.ts";
import { attemptRelay } from "../relay/relay-attempt.ts";
import { findRelayedRelease, type RelayedRelease } from "./relayed-release-store.ts";
import {
  beginSending,
  type ReleaseOutcome,
  storeReleaseOutcome,
  storeReleaseTry,
} from "./release-progress-store.ts";
import { listCommitsToSend } from "./sent-commit-store.ts";
import type { SentryClient } from "../client/sentry-client.ts";
import { toUpstreamCommits } from "./to-upstream-commits.ts";
import {
  createUpstreamRelease,
  digestOf,
  findUpstreamRelease,
  listCommitIds,
  putCommits,
  type ReleaseThere,
} from "./release-at-upstream.ts";
import type { Upstreams } from "../upstreams.ts";

const payloadSchema = z.object({ releaseId: z.number(), revision: z.number() });

const GONE = "Sentry has no such release any more.";

/**
 * Sends the commits of a release to the upstream, all in one call, since each call replaces those before. To
 * do it again changes nothing there. When its commits were set anew meanwhile, here or there, what came with
 * that counts.
 */
export function relayRelease(deps: { db: Database; upstreams: Upstreams }): JobHandler {
  const { db, upstreams } = deps;
  return async (job, signal) => {
    const { releaseId, revision } = payloadSchema.parse(job.payload);
    const release = await findReleaseById(db, releaseId);
    const relayed = await findRelayedRelease(db, releaseId);
    if (!release || relayed?.revision !== revision || relayed.state === "sent") return undefined;
    const outcome = await attemptRelay(job, signal, relayed, {
      connect: () => upstreams.getForJob(release.organizationId),
      send: ({ client }) => sendRelease(db, client, release, relayed),
      storeTry: (reason) => storeReleaseTry(db, relayed, reason),
    });
    if (!outcome) return undefined;
    await storeReleaseOutcome(db, relayed, outcome);
    return toSummary(release, outcome);
  };
}

/** @returns undefined when what was to be sent is not to be sent any more */
async function sendRelease(
  db: Database,
  client: SentryClient,
  release: Release,
  relayed: RelayedRelease,
): Promise<ReleaseOutcome | undefined> {
  const { version } = release;
  const { commits, notes } = toUpstreamCommits(await listCommitsToSend(db, release.id));
  if (commits.length === 0) return { state: "skipped", reason: "It has no commits." };
  const ids = commits.map(({ id }) => id);
  const there = await findUpstreamRelease(client, version);
  // Who deleted it there meant it.
  if (!there && (relayed.isThere || relayed.origin === "found")) {
    return { state: "skipped", reason: GONE };
  }
  if (there && relayed.origin === "found" && !(await mayReplace(client, there, relayed, ids))) {
    return { state: "skipped", reason: "It has commits there that are not ours." };
  }
  if (!there) await createUpstreamRelease(db, client, release);
  if (!(await beginSending(db, relayed, digestOf(ids)))) return undefined;
  const put = await putCommits(client, version, commits);
  if (put === "no-such-release") return { state: "skipped", reason: GONE };
  return { state: "sent", commitCount: commits.length, notes: [...notes, ...put.notes] };
}

/**
 * Nobody asked us to replace what a release has that we found. Commits that got there, wholly or in part, before
 * we knew are ours: those that we had noted to send. A part of the list is taken for ours also when a build has
 * set it since: it is in the list, so nothing of it is lost.
 */
async function mayReplace(
  client: SentryClient,
  there: ReleaseThere,
  { sentDigest }: RelayedRelease,
  ours: string[],
): Promise<boolean> {
  if (!there.commitCount && !there.lastCommit) return true;
  if (sentDigest === null) return false;
  const ids = await listCommitIds(client, there.version);
  const known = new Set(ours);
  return digestOf(ids) === sentDigest || ids.every((id) => known.has(id));
}

function toSummary({ version }: Release, outcome: ReleaseOutcome): JobSummary {
  if (outcome.state !== "sent") return { release: version, ...outcome };
  return { release: version, state: outcome.state, commits: outcome.commitCount };
}
