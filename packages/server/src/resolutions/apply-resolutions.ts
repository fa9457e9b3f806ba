import type { RecordedCommit } from "../commits/commit-store.ts";
import type { Database } from "../db/database.ts";
import type { ResolveOn } from "../db/schema.ts";
import { addActivity } from "../issues/activity-store.ts";
import { type PlannedResolution, planResolutions, type ResolvingLink } from "./plan-resolutions.ts";

/** Issue numbers and commit numbers of one `in (…)`, well below the limit of parameters. */
const IDS_PER_QUERY = 1_000;

/** Resolves what the commits of a push resolve under the organization's policy. */
export async function resolveByPush(
  db: Database,
  push: { resolveOn: ResolveOn; onDefaultBranch: boolean; commits: RecordedCommit[] },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const links = await listLinks(trx, push.commits, "set_resolved_in_commit", (commitId) =>
      String(commitId),
    );
    const occasion = { kind: "push" as const, onDefaultBranch: push.onDefaultBranch };
    await applyResolutions(trx, planResolutions({ policy: push.resolveOn, occasion, links }));
  });
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
    .select(["commits.id", "commits.sha", "commits.isMerge", "commits.authoredAt"])
    .orderBy("releaseCommits.position")
    .execute();
  const projects = await trx
    .selectFrom("releaseProjects")
    .select("projectId")
    .where("releaseId", "=", release.id)
    .execute();
  const newestFirst = commits.map((commit) => ({ ...commit, isMerge: commit.isMerge === 1 }));
  const ident = () => String(release.id);
  const links = await listLinks(trx, newestFirst, "set_resolved_in_release", ident);
  const occasion = {
    kind: "release" as const,
    releaseId: release.id,
    projectIds: projects.map((project) => project.projectId),
  };
  await applyResolutions(trx, planResolutions({ policy: "release", occasion, links }));
}

/**
 * The issues that the commits name, oldest commit first. Merges come before all others: a merge's
 * message repeats the subjects of what it merges, and the commit itself is the better answer.
 * @param commits newest first
 */
async function listLinks(
  trx: Database,
  commits: RecordedCommit[],
  activityType: "set_resolved_in_commit" | "set_resolved_in_release",
  identOf: (commitId: number) => string,
): Promise<ResolvingLink[]> {
  const oldestFirst = commits.toReversed();
  const ordered = [
    ...oldestFirst.filter((commit) => commit.isMerge),
    ...oldestFirst.filter((commit) => !commit.isMerge),
  ];
  const rows = new Map<number, Omit<ResolvingLink, "alreadyApplied">[]>();
  for (let start = 0; start < ordered.length; start += IDS_PER_QUERY) {
    const ids = ordered.slice(start, start + IDS_PER_QUERY).map((commit) => commit.id);
    for (const link of await selectLinks(trx, ids)) {
      rows.set(link.commitId, [...(rows.get(link.commitId) ?? []), link]);
    }
  }
  const links = ordered.flatMap((commit) => rows.get(commit.id) ?? []);
  const applied = await Promise.all(
    links.map((link) => hasActivity(trx, link.issueId, activityType, identOf(link.commitId))),
  );
  return links.map((link, index) => ({ ...link, alreadyApplied: applied[index] ?? false }));
}

function selectLinks(trx: Database, commitIds: number[]) {
  return trx
    .selectFrom("commitReferences")
    .innerJoin("issues", "issues.id", "commitReferences.issueId")
    .select(["commitReferences.commitId", "commitReferences.issueId", "issues.projectId"])
    .where("commitReferences.commitId", "in", commitIds)
    .execute();
}

async function hasActivity(
  trx: Database,
  issueId: number,
  type: "set_resolved_in_commit" | "set_resolved_in_release",
  ident: string,
): Promise<boolean> {
  const row = await trx
    .selectFrom("activities")
    .select("id")
    .where("issueId", "=", issueId)
    .where("type", "=", type)
    .where("ident", "=", ident)
    .executeTakeFirst();
  return row !== undefined;
}

async function applyResolutions(trx: Database, planned: PlannedResolution[]): Promise<void> {
  const now = Date.now();
  for (const resolution of planned) {
    await trx
      .updateTable("issues")
      .set({ status: "resolved", substatus: null, resolvedAt: now })
      .where("id", "=", resolution.issueId)
      .execute();
    await upsertResolution(trx, resolution, now);
    await addActivity(trx, await activityOf(trx, resolution));
  }
}

async function upsertResolution(
  trx: Database,
  planned: PlannedResolution,
  createdAt: number,
): Promise<void> {
  const { issueId, type, commitId } = planned;
  const releaseId = planned.type === "in_release" ? planned.releaseId : null;
  const values = { type, commitId, releaseId, createdAt };
  await trx
    .insertInto("resolutions")
    .values({ issueId, ...values })
    .onConflict((conflict) => conflict.column("issueId").doUpdateSet(values))
    .execute();
}

async function activityOf(trx: Database, planned: PlannedResolution) {
  const { issueId, commitId } = planned;
  const { sha } = await trx
    .selectFrom("commits")
    .select("sha")
    .where("id", "=", commitId)
    .executeTakeFirstOrThrow();
  if (planned.type === "in_commit") {
    const ident = String(commitId);
    return { issueId, type: "set_resolved_in_commit" as const, ident, data: { commit: sha } };
  }
  const { version } = await trx
    .selectFrom("releases")
    .select("version")
    .where("id", "=", planned.releaseId)
    .executeTakeFirstOrThrow();
  const ident = String(planned.releaseId);
  const data = { version, commit: sha };
  return { issueId, type: "set_resolved_in_release" as const, ident, data };
}
