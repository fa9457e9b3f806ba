import { z } from "zod";
import type { Database } from "../db/database.ts";
import { PermanentJobError } from "../jobs/permanent-job-error.ts";
import type { JobHandler, JobSummary } from "../jobs/types.ts";
import { listReleaseProjects } from "../releases/release-project-store.ts";
import { findReleaseById, type Release } from "../releases/release-store.ts";
import {
  findRelayedRelease,
  type RelayedRelease,
  type ReleaseOutcome,
  storeReleaseOutcome,
} from "./relayed-release-store.ts";
import { listCommitsToSend } from "./sent-commit-store.ts";
import type { SentryClient } from "./sentry-client.ts";
import { toUpstreamCommits, type UpstreamCommit } from "./to-upstream-commits.ts";
import { UpstreamError } from "./upstream-error.ts";
import type { Upstreams } from "./upstreams.ts";

const payloadSchema = z.object({ releaseId: z.number(), revision: z.number() });

const DISCONNECTED = "The upstream was disconnected before it was sent.";

/** While Sentry takes the commits of a release it holds a lock for up to so long. */
const TAKING_MS = 10 * 60_000;

const upstreamReleaseSchema = z.object({
  commitCount: z.number().nullish(),
  lastCommit: z.object({ id: z.string() }).nullish(),
});

type UpstreamRelease = z.infer<typeof upstreamReleaseSchema>;

/**
 * Sends the commits of a release to the upstream, all in one call, since each call replaces those before. To
 * do it again changes nothing there. When its commits were set anew meanwhile, the job
 * that came with that sends them.
 */
export function relayRelease(deps: { db: Database; upstreams: Upstreams }): JobHandler {
  const { db } = deps;
  return async ({ payload, isLastAttempt }, signal) => {
    const { releaseId, revision } = payloadSchema.parse(payload);
    const release = await findReleaseById(db, releaseId);
    const relayed = await findRelayedRelease(db, releaseId);
    if (!release || relayed?.revision !== revision) return undefined;
    try {
      const { client } = await deps.upstreams.getForJob(release.organizationId);
      const outcome = await sendRelease(db, client, release, relayed);
      await storeReleaseOutcome(db, relayed, outcome);
      return toSummary(release, outcome);
    } catch (error) {
      if (signal.aborted || !(error instanceof UpstreamError)) throw error;
      if (error.isDisconnected) {
        const outcome = { state: "skipped" as const, reason: DISCONNECTED };
        await storeReleaseOutcome(db, relayed, outcome);
        return toSummary(release, outcome);
      }
      const isOver = !error.isPassing || (isLastAttempt && !error.isPause);
      const state = isOver ? ("failed" as const) : ("pending" as const);
      await storeReleaseOutcome(db, relayed, { state, reason: error.message });
      if (error.isPassing) throw error;
      throw new PermanentJobError(error.message, { cause: error });
    }
  };
}

async function sendRelease(
  db: Database,
  client: SentryClient,
  release: Release,
  { origin }: RelayedRelease,
): Promise<ReleaseOutcome> {
  const [there, listed] = await Promise.all([
    findThere(client, release),
    listCommitsToSend(db, release.id),
  ]);
  const { commits, notes } = toUpstreamCommits(listed);
  if (commits.length === 0) return { state: "skipped", reason: "It has no commits." };
  // It was there when it was found: somebody has deleted it.
  if (origin === "found" && !there) {
    return { state: "skipped", reason: "Sentry has no such release any more." };
  }
  // Nobody asked us to replace them. When ours got there and we died before we knew, it is done again.
  if (origin === "found" && there && !hasOnly(commits, there)) {
    return { state: "skipped", reason: "It has commits there that are not ours." };
  }
  if (!there) await create(db, client, release);
  const more = await put(client, release, commits);
  return { state: "sent", commitCount: commits.length, notes: [...notes, ...more] };
}

/**
 * All at once, since each call replaces those before. The files are what makes it large.
 * @returns what had to be left out
 */
async function put(
  client: SentryClient,
  release: Release,
  commits: UpstreamCommit[],
): Promise<string[]> {
  const send = (sent: Partial<UpstreamCommit>[]) => {
    const path = pathOf(client, release);
    return client.send({ method: "PUT", path, body: { commits: sent }, timeoutMs: TAKING_MS });
  };
  try {
    await send(commits);
    return [];
  } catch (error) {
    if (!(error instanceof UpstreamError && error.code === "upstream_too_large")) throw error;
    await send(commits.map(({ patch_set: _files, ...commit }) => commit));
    return ["The files of its commits were left out: Sentry does not take so much at once."];
  }
}

const pathOf = (client: SentryClient, { version }: Release): string =>
  client.pathOf(`releases/${encodeURIComponent(version)}/`);

async function findThere(client: SentryClient, release: Release) {
  const call = { method: "GET" as const, path: pathOf(client, release) };
  return client.ask(call, upstreamReleaseSchema).catch((error: unknown) => {
    if (error instanceof UpstreamError && error.code === "upstream_not_found") return undefined;
    throw error;
  });
}

function hasOnly(ours: UpstreamCommit[], { commitCount, lastCommit }: UpstreamRelease): boolean {
  if (!commitCount) return true;
  return commitCount <= ours.length && ours.some(({ id }) => id === lastCommit?.id);
}

async function create(db: Database, client: SentryClient, release: Release): Promise<void> {
  const { version } = release;
  const projects = await listReleaseProjects(db, release.id);
  const body = { version, projects: projects.map(({ slug }) => slug) };
  await client.send({ method: "POST", path: client.pathOf("releases/"), body });
}

function toSummary({ version }: Release, outcome: ReleaseOutcome): JobSummary {
  if (outcome.state !== "sent") return { release: version, ...outcome };
  return { release: version, state: outcome.state, commits: outcome.commitCount };
}
