import { findRecordedCommits } from "../commits/commit-store.ts";
import type { Database } from "../db/database.ts";
import { findKnownRepositoryOf } from "../integrations/known-repository-store.ts";
import { listReleases } from "../releases/release-list-store.ts";
import { findRelease, hasReleaseProject, type Release } from "../releases/release-store.ts";
import type { Issue } from "./issue-store.ts";

/** In what a person says that an issue is resolved, as they say it. */
export type SaidResolution =
  | { kind: "plain" }
  | { kind: "inNextRelease" }
  /** `latest` means the newest release of the issue's project. */
  | { kind: "inRelease"; version: string }
  /** The repository by number or name. */
  | { kind: "inCommit"; sha: string; repository: number | string };

/** The same, looked up. */
export type ManualResolution =
  | { kind: "plain" }
  /** `release`: the newest of now. */
  | { kind: "inNextRelease" | "inRelease"; release: Release }
  | { kind: "inCommit"; commit: { id: number; sha: string } };

/** Why it cannot be, and what to do. */
export interface ResolutionProblem {
  problem: string;
}

/** Looks up in what an issue is to be resolved. */
export async function findManualResolution(
  db: Database,
  issue: Issue,
  said: SaidResolution,
): Promise<ManualResolution | ResolutionProblem> {
  switch (said.kind) {
    case "plain":
      return said;
    case "inNextRelease": {
      const release = await findNewestRelease(db, issue);
      return release ? { kind: said.kind, release } : { problem: NO_RELEASE };
    }
    case "inRelease": {
      const release = await findReleaseOfIssue(db, issue, said.version);
      return release ? { kind: said.kind, release } : { problem: noSuchRelease(said.version) };
    }
    case "inCommit":
      return findCommit(db, issue, said);
  }
}

const NO_RELEASE =
  "No release data present in the system to form a basis for 'Next Release'. Make a release of the project first, or resolve without one.";

function noSuchRelease(version: string): string {
  return version === "latest"
    ? "The project has no release. Make one first, or resolve without one."
    : `Unable to find a release with the version ${version} in the project of the issue.`;
}

async function findNewestRelease(db: Database, issue: Issue): Promise<Release | undefined> {
  const page = { from: undefined, backwards: false, limit: 1 };
  const { organizationId, projectId } = issue;
  const [newest] = await listReleases(db, organizationId, {
    status: "open",
    projectIds: [projectId],
    page,
  });
  return newest;
}

async function findReleaseOfIssue(
  db: Database,
  issue: Issue,
  version: string,
): Promise<Release | undefined> {
  if (version === "latest") return findNewestRelease(db, issue);
  const release = await findRelease(db, issue.organizationId, version);
  return release && (await hasReleaseProject(db, release.id, issue.projectId))
    ? release
    : undefined;
}

async function findCommit(
  db: Database,
  { organizationId }: Issue,
  { sha, repository: named }: { sha: string; repository: number | string },
): Promise<ManualResolution | ResolutionProblem> {
  const repository = await findKnownRepositoryOf(db, organizationId, named);
  if (!repository) {
    return { problem: `Unable to find the given repository: there is no ${named}.` };
  }
  const commit = (await findRecordedCommits(db, repository.id, [sha])).get(sha);
  if (commit) return { kind: "inCommit", commit };
  const problem = `Unable to find the given commit: ${sha} is not recorded in ${repository.name}. Give the full sha of a commit that was pushed.`;
  return { problem };
}
