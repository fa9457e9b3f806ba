import type { RecordCommitsDeps } from "../../commits/record-commits.ts";
import type { Database } from "../../db/database.ts";
import { findRepositoryByName } from "../../integrations/repository-store.ts";
import type { Enqueue } from "../../jobs/types.ts";
import type { Principal } from "../../organizations/principal-store.ts";
import { applyNoCommits } from "../../releases/apply-release-commits.ts";
import {
  enqueueReleaseCommits,
  type WantedCommits,
  type WantedRef as LinkedRef,
} from "../../releases/enqueue-release-commits.ts";
import type { GivenCommit } from "../../releases/given-commits.ts";
import type { Release, ReleaseChanges } from "../../releases/release-store.ts";
import { setGivenCommits } from "../../releases/set-given-commits.ts";
import { announceRelay } from "../../upstream/releases/enqueue-relay-release.ts";
import { ApiError } from "../api-error.ts";
import type { ShowReleaseDeps } from "./show-release.ts";
import type { ReleaseChangesBody, WantedRef } from "./release-body.ts";

export interface ChangeReleaseDeps extends RecordCommitsDeps, ShowReleaseDeps {}

/** What is to become of the commits of a release. */
export type CommitsChange =
  | { kind: "keep" }
  | { kind: "clear" }
  | ({ kind: "fetch" } & WantedCommits)
  | { kind: "given"; commits: GivenCommit[] };

/** The plain fields that the caller gave. */
export function toReleaseChanges(body: ReleaseChangesBody): ReleaseChanges {
  return {
    ...(body.ref && { ref: body.ref }),
    ...(body.url && { url: body.url }),
    ...(body.status && { status: body.status }),
    ...(body.dateReleased && { dateReleased: Date.parse(body.dateReleased) }),
  };
}

/**
 * Reads what the caller wants of the commits, before anything is written. As in Sentry, commits that
 * were sent along go before refs, and no commits at all are no wish, while no refs at all clear.
 * @throws ApiError when a repository of a ref is not linked
 */
export async function planCommitsChange(
  db: Database,
  organizationId: number,
  body: ReleaseChangesBody,
  principal: Principal,
): Promise<CommitsChange> {
  if (body.commits && body.commits.length > 0) {
    return { kind: "given", commits: body.commits };
  }
  const wanted = body.refs ?? body.headCommits;
  if (!wanted) return { kind: "keep" };
  if (wanted.length === 0) return { kind: "clear" };
  const refs = await findRefRepositories(db, organizationId, wanted);
  const userId = principal.kind === "user" ? principal.userId : undefined;
  return { kind: "fetch", refs, userId };
}

/** The last ref of a repository counts. */
async function findRefRepositories(
  db: Database,
  organizationId: number,
  wanted: WantedRef[],
): Promise<LinkedRef[]> {
  const refs = new Map<number, LinkedRef>();
  const unknown = new Set<string>();
  for (const { repository: name, since, until } of wanted) {
    const repository = await findRepositoryByName(db, organizationId, name);
    if (!repository) {
      unknown.add(name);
      continue;
    }
    const { id: repositoryId, integrationId } = repository;
    refs.set(repositoryId, { repositoryId, integrationId, until, since });
  }
  if (unknown.size > 0) {
    // The beginning is Sentry's own, which scripts may look for.
    const names = `Invalid repository names: ${[...unknown].join(",")}.`;
    const advice =
      "Commits are fetched from linked repositories alone: link them, or send the commits with `set-commits --local`.";
    throw new ApiError(400, { refs: [`${names} ${advice}`] });
  }
  return [...refs.values()];
}

/** Writes a change that needs no recording, in the caller's transaction. */
export async function applyCommitsChange(
  trx: Database,
  enqueue: Enqueue,
  release: Release,
  change: CommitsChange,
): Promise<void> {
  if (change.kind === "clear") await applyNoCommits(trx, release);
  if (change.kind === "fetch" || change.kind === "given") {
    await announceRelay(trx, release, { origin: "asked" });
  }
  if (change.kind === "fetch") await enqueueReleaseCommits(enqueue, trx, release, change);
}

/** Records what was sent along; that has transactions of its own and comes after the caller's. */
export async function recordCommitsChange(
  deps: RecordCommitsDeps,
  release: Release,
  change: CommitsChange,
): Promise<void> {
  if (change.kind === "given") await setGivenCommits(deps, release, change.commits);
}
