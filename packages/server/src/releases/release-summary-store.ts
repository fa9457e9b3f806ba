import { type CommitDetails, listCommitDetails } from "../commits/commit-details-store.ts";
import type { CommitPerson } from "../commits/types.ts";
import type { Database } from "../db/database.ts";
import { type Deploy, summarizeDeploys } from "./deploy-store.ts";
import type { Release } from "./release-store.ts";

/** A project of a release. */
interface ReleaseProject {
  id: number;
  slug: string;
  name: string;
  platform: string | null;
  /** Issues of this project that were first seen in the release. */
  newIssues: number;
}

/** A release with what has happened in it. */
export interface ReleaseSummary extends Release {
  projects: ReleaseProject[];
  commitCount: number;
  /** Of one without commits of its own, the commit that it is named for. */
  lastCommit: CommitDetails | undefined;
  /** What it was made of: a ref that somebody gave, or the sha of the commit that it is named for. */
  ref: string | null;
  authors: CommitPerson[];
  deployCount: number;
  lastDeploy: Deploy | undefined;
  firstEventAt: number | null;
  lastEventAt: number | null;
}

/** Looks up what is shown of releases: one query per kind of thing, however many releases. */
export async function summarizeReleases(
  db: Database,
  releases: Release[],
): Promise<ReleaseSummary[]> {
  if (releases.length === 0) return [];
  const ids = releases.map((release) => release.id);
  const projects = await listProjectsOf(db, ids);
  const counts = await countCommitsOf(db, ids);
  const lastCommits = await listLastCommitsOf(db, ids);
  const authors = await listAuthorsOf(db, ids);
  const deploys = await summarizeDeploys(db, ids);
  const events = await listEventTimesOf(db, ids);
  const named = await listNamedCommitsOf(db, releases);
  return releases.map((release) => ({
    ...release,
    ref: release.ref ?? named.get(release.id)?.sha ?? null,
    projects: projects.get(release.id) ?? [],
    commitCount: counts.get(release.id) ?? 0,
    lastCommit: lastCommits.get(release.id) ?? named.get(release.id),
    authors: authors.get(release.id) ?? [],
    deployCount: deploys.get(release.id)?.count ?? 0,
    lastDeploy: deploys.get(release.id)?.last,
    firstEventAt: events.get(release.id)?.first ?? null,
    lastEventAt: events.get(release.id)?.last ?? null,
  }));
}

async function listProjectsOf(db: Database, releaseIds: number[]) {
  const rows = await db
    .selectFrom("releaseProjects")
    .innerJoin("projects", "projects.id", "releaseProjects.projectId")
    .leftJoin("issues", (join) =>
      join
        .onRef("issues.firstReleaseId", "=", "releaseProjects.releaseId")
        .onRef("issues.projectId", "=", "projects.id"),
    )
    .where("releaseProjects.releaseId", "in", releaseIds)
    .groupBy([
      "releaseProjects.releaseId",
      "projects.id",
      "projects.slug",
      "projects.name",
      "projects.platform",
    ])
    .select([
      "releaseProjects.releaseId",
      "projects.id",
      "projects.slug",
      "projects.name",
      "projects.platform",
    ])
    .select((eb) => eb.fn.count<number | string>("issues.id").as("newIssues"))
    .orderBy("projects.slug")
    .execute();
  const projects = rows.map((row) => ({ ...row, newIssues: Number(row.newIssues) }));
  return Map.groupBy(projects, (project) => project.releaseId);
}

async function countCommitsOf(db: Database, releaseIds: number[]): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom("releaseCommits")
    .where("releaseId", "in", releaseIds)
    .where("position", "is not", null)
    .groupBy("releaseId")
    .select((eb) => ["releaseId", eb.fn.countAll<number | string>().as("commits")])
    .execute();
  return new Map(rows.map((row) => [row.releaseId, Number(row.commits)]));
}

async function listLastCommitsOf(db: Database, releaseIds: number[]) {
  const rows = await db
    .selectFrom("releaseCommits")
    .select(["releaseId", "commitId"])
    .where("releaseId", "in", releaseIds)
    .where("position", "=", 0)
    .execute();
  const details = await listCommitDetails(
    db,
    rows.map((row) => row.commitId),
  );
  const byId = new Map(details.map((commit) => [commit.id, commit]));
  return new Map(rows.map((row) => [row.releaseId, byId.get(row.commitId)]));
}

async function listNamedCommitsOf(db: Database, releases: Release[]) {
  const commitIds = releases.flatMap((release) => release.commitId ?? []);
  const details = await listCommitDetails(db, [...new Set(commitIds)]);
  const byId = new Map(details.map((commit) => [commit.id, commit]));
  return new Map(releases.map(({ id, commitId }) => [id, byId.get(commitId ?? 0)]));
}

async function listAuthorsOf(db: Database, releaseIds: number[]) {
  const rows = await db
    .selectFrom("releaseCommits")
    .innerJoin("commits", "commits.id", "releaseCommits.commitId")
    .innerJoin("commitAuthors", "commitAuthors.id", "commits.authorId")
    .where("releaseCommits.releaseId", "in", releaseIds)
    .where("releaseCommits.position", "is not", null)
    .distinct()
    .select(["releaseCommits.releaseId", "commitAuthors.name", "commitAuthors.email"])
    .orderBy("commitAuthors.email")
    .execute();
  return Map.groupBy(rows, (row) => row.releaseId);
}

async function listEventTimesOf(db: Database, releaseIds: number[]) {
  const rows = await db
    .selectFrom("events")
    .where("releaseId", "in", releaseIds)
    .groupBy("releaseId")
    .select((eb) => [
      "releaseId",
      eb.fn.min<number>("occurredAt").as("first"),
      eb.fn.max<number>("occurredAt").as("last"),
    ])
    .execute();
  return new Map(rows.map((row) => [row.releaseId, row]));
}
