import type { Database } from "../db/database.ts";
import type { ResolveOn } from "../db/schema.ts";
import { addActivity, describeCommit } from "../issues/activity-store.ts";
import { saveResolution } from "../issues/resolution-store.ts";
import { type PlannedResolution, planResolutions, type ResolvingLink } from "./plan-resolutions.ts";
import {
  type CommitLink,
  hasResolved,
  isResolvedInRelease,
  listCommitLinks,
  type NamingCommit,
} from "./resolving-link-store.ts";

/**
 * Resolves what the commits of a push resolve under the organization's policy.
 * @param push.commits newest first; those that name no issue may be left out
 * @param push.deliveryId that brought it; absent when it was found by a comparison
 * @returns how many issues
 */
export async function resolveByPush(
  trx: Database,
  push: {
    resolveOn: ResolveOn;
    onDefaultBranch: boolean;
    commits: NamingCommit[];
    deliveryId?: number | undefined;
  },
): Promise<number> {
  const named = await listCommitLinks(trx, push.commits);
  const links = await markApplied(named, (link) => hasResolved(trx, link));
  const occasion = { kind: "push" as const, onDefaultBranch: push.onDefaultBranch };
  const planned = planResolutions({ policy: push.resolveOn, occasion, links });
  await applyResolutions(trx, planned, push.deliveryId);
  return planned.length;
}

/**
 * Resolves in a release what its commits name, in every policy, for the issues of its own projects.
 * Call it in the transaction that wrote the commits of the release.
 */
export async function resolveInRelease(trx: Database, release: { id: number }): Promise<void> {
  const commits = await trx
    .selectFrom("releaseCommits")
    .innerJoin("commits", "commits.id", "releaseCommits.commitId")
    .where("releaseCommits.releaseId", "=", release.id)
    .select(["commits.id", "commits.isMerge"])
    .orderBy("releaseCommits.position")
    .execute();
  const projects = await trx
    .selectFrom("releaseProjects")
    .select("projectId")
    .where("releaseId", "=", release.id)
    .execute();
  const newestFirst = commits.map((commit) => ({ ...commit, isMerge: commit.isMerge === 1 }));
  const named = await listCommitLinks(trx, newestFirst);
  const links = await markApplied(named, (link) => isResolvedInRelease(trx, link, release.id));
  const occasion = {
    kind: "release" as const,
    releaseId: release.id,
    projectIds: projects.map((project) => project.projectId),
  };
  await applyResolutions(trx, planResolutions({ policy: "release", occasion, links }));
}

async function markApplied(
  links: CommitLink[],
  isApplied: (link: CommitLink) => Promise<boolean>,
): Promise<ResolvingLink[]> {
  const marked: ResolvingLink[] = [];
  for (const link of links) marked.push({ ...link, alreadyApplied: await isApplied(link) });
  return marked;
}

async function applyResolutions(
  trx: Database,
  planned: PlannedResolution[],
  deliveryId?: number,
): Promise<void> {
  const now = Date.now();
  for (const resolution of planned) {
    await trx
      .updateTable("issues")
      .set({ status: "resolved", substatus: null, resolvedAt: now })
      .where("id", "=", resolution.issueId)
      .execute();
    const { issueId, type, commitId } = resolution;
    const releaseId = resolution.type === "in_release" ? resolution.releaseId : null;
    await saveResolution(trx, { issueId, type, commitId, releaseId });
    await addActivity(trx, { ...(await activityOf(trx, resolution)), deliveryId });
  }
}

async function activityOf(trx: Database, planned: PlannedResolution) {
  const { issueId, commitId } = planned;
  const commit = await describeCommit(trx, commitId);
  if (planned.type === "in_commit") {
    const ident = commit.commit;
    return { issueId, type: "set_resolved_in_commit" as const, ident, data: { ...commit } };
  }
  const { version } = await trx
    .selectFrom("releases")
    .select("version")
    .where("id", "=", planned.releaseId)
    .executeTakeFirstOrThrow();
  const ident = String(planned.releaseId);
  const data = { version, ...commit };
  return { issueId, type: "set_resolved_in_release" as const, ident, data };
}
