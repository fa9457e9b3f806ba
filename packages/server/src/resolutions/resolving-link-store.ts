import type { RecordedCommit } from "../commits/commit-store.ts";
import { containsText } from "../db/contains-text.ts";
import type { Database } from "../db/database.ts";

/** Commit numbers of one `in (…)`, well below the limit of parameters. */
const IDS_PER_QUERY = 1_000;

/** A commit names an issue of a project. */
export interface CommitLink {
  commitId: number;
  sha: string;
  issueId: number;
  projectId: number;
}

/** A commit as far as its references matter. */
export type NamingCommit = Pick<RecordedCommit, "id" | "isMerge">;

/**
 * The issues that the commits name, oldest commit first. Merges come before all others: a merge's
 * message repeats the subjects of what it merges, and the commit itself is the better answer.
 * @param commits newest first
 */
export async function listCommitLinks(
  trx: Database,
  commits: NamingCommit[],
): Promise<CommitLink[]> {
  const oldestFirst = commits.toReversed();
  const ordered = [
    ...oldestFirst.filter((commit) => commit.isMerge),
    ...oldestFirst.filter((commit) => !commit.isMerge),
  ].map((commit) => commit.id);
  const links: CommitLink[] = [];
  for (let start = 0; start < ordered.length; start += IDS_PER_QUERY) {
    const ids = ordered.slice(start, start + IDS_PER_QUERY);
    for (const link of await selectLinks(trx, ids)) links.push(link);
  }
  const byCommit = Map.groupBy(links, (link) => link.commitId);
  return ordered.flatMap((commitId) => byCommit.get(commitId) ?? []);
}

/** Those of a few commits that name an issue, of ours or of the upstream, in the same order. */
export async function filterNamingCommits(
  db: Database,
  commits: NamingCommit[],
): Promise<NamingCommit[]> {
  if (commits.length === 0) return [];
  const ids = commits.map(({ id }) => id);
  const ours = db.selectFrom("commitReferences").select("commitId").where("commitId", "in", ids);
  const theirs = db.selectFrom("relayedIssues").select("commitId").where("commitId", "in", ids);
  const rows = await ours.union(theirs).execute();
  const naming = new Set(rows.map(({ commitId }) => commitId));
  return commits.filter(({ id }) => naming.has(id));
}

function selectLinks(trx: Database, commitIds: number[]): Promise<CommitLink[]> {
  return trx
    .selectFrom("commitReferences")
    .innerJoin("commits", "commits.id", "commitReferences.commitId")
    .innerJoin("issues", "issues.id", "commitReferences.issueId")
    .select(["commitReferences.commitId", "commits.sha"])
    .select(["commitReferences.issueId", "issues.projectId"])
    .where("commitReferences.commitId", "in", commitIds)
    .execute();
}

/**
 * Whether the commit has resolved the issue before, by a push or as part of a release; also when it was
 * recorded anew since, in a repository that was linked again, which its releases know nothing of.
 */
export async function hasResolved(trx: Database, link: CommitLink): Promise<boolean> {
  const row = await trx
    .selectFrom("activities")
    .select("id")
    .where("issueId", "=", link.issueId)
    .where((eb) =>
      eb.or([
        eb.and([eb("type", "=", "set_resolved_in_commit"), eb("ident", "=", link.sha)]),
        eb.and([
          eb("type", "=", "set_resolved_in_release"),
          eb.or([
            eb("ident", "in", releasesWith(trx, link.commitId)),
            containsText("data", JSON.stringify({ commit: link.sha }).slice(1, -1)),
          ]),
        ]),
      ]),
    )
    .executeTakeFirst();
  return row !== undefined;
}

/** Releases with the commit: a build may have sent it before it was pushed, as one of another repository. */
function releasesWith(trx: Database, commitId: number) {
  return trx
    .selectFrom("commits as own")
    .innerJoin("repositories as home", "home.id", "own.repositoryId")
    .innerJoin("repositories as holder", "holder.organizationId", "home.organizationId")
    .innerJoin("commits as same", (join) =>
      join.onRef("same.repositoryId", "=", "holder.id").onRef("same.sha", "=", "own.sha"),
    )
    .innerJoin("releaseCommits", "releaseCommits.commitId", "same.id")
    .where("own.id", "=", commitId)
    .select((eb) => eb.cast<string>("releaseCommits.releaseId", "text").as("ident"));
}

/** Whether the issue has been resolved by this release before. */
export async function isResolvedInRelease(
  trx: Database,
  link: CommitLink,
  releaseId: number,
): Promise<boolean> {
  const row = await trx
    .selectFrom("activities")
    .select("id")
    .where("issueId", "=", link.issueId)
    .where("type", "=", "set_resolved_in_release")
    .where("ident", "=", String(releaseId))
    .executeTakeFirst();
  return row !== undefined;
}
