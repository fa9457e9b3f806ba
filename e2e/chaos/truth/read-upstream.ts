import type { ChaosDatabase } from "./chaos-database.ts";
import type { Fact } from "./fact.ts";

/**
 * What a Sentry that is relayed to says of everything that is compared, and the service of what it sent there.
 * @param upstream its own database
 */
export async function readUpstream(
  upstream: ChaosDatabase,
  service: ChaosDatabase,
): Promise<Fact[]> {
  return [
    ...(await readRelayed(service)),
    ...(await readReleases(upstream)),
    ...(await readCommits(upstream)),
    ...(await readIssues(upstream)),
  ];
}

async function readRelayed(service: ChaosDatabase): Promise<Fact[]> {
  const rows = await service.query<{ version: string; state: string }>(
    "select l.version, x.state from relayed_releases x join releases l on l.id = x.release_id",
  );
  return rows.map(({ version, state }) => ({
    topic: "relayed release",
    subject: version,
    value: state,
  }));
}

async function readReleases(upstream: ChaosDatabase): Promise<Fact[]> {
  const releases = await upstream.query<{ version: string }>("select version from releases");
  const commits = await upstream.query<{ version: string; sha: string }>(
    `select l.version, c.sha
      from release_commits x
      join releases l on l.id = x.release_id
      join commits c on c.id = x.commit_id`,
  );
  return [
    ...releases.map(
      ({ version }): Fact => ({ topic: "upstream release", subject: version, value: "" }),
    ),
    ...commits.map(
      ({ version, sha }): Fact => ({
        topic: "upstream release commit",
        subject: `${version} ${sha}`,
        value: "",
      }),
    ),
  ];
}

async function readCommits(upstream: ChaosDatabase): Promise<Fact[]> {
  const commits = await upstream.query<{
    repository: string;
    sha: string;
    message: string;
    author: string;
    authored: number | string;
  }>(
    `select r.name as repository, c.sha, c.message, a.email as author, c.authored_at as authored
      from commits c
      join repositories r on r.id = c.repository_id
      left join commit_authors a on a.id = c.author_id`,
  );
  const files = await upstream.query<{
    repository: string;
    sha: string;
    path: string;
    type: string;
  }>(
    `select r.name as repository, c.sha, f.path, f.type
      from commit_files f
      join commits c on c.id = f.commit_id
      join repositories r on r.id = c.repository_id`,
  );
  return [
    ...commits.map(
      ({ repository, sha, message, author, authored }): Fact => ({
        topic: "upstream commit",
        subject: `${slugOf(repository)} ${sha}`,
        value: JSON.stringify([message, author, Number(authored)]),
      }),
    ),
    ...files.map(
      ({ repository, sha, path, type }): Fact => ({
        topic: "upstream patch set",
        subject: `${slugOf(repository)} ${sha} ${path}`,
        value: type,
      }),
    ),
  ];
}

const slugOf = (repository: string) => repository.split("/").at(-1);

async function readIssues(upstream: ChaosDatabase): Promise<Fact[]> {
  const issues = await upstream.query<{ project: string; number: number; status: string }>(
    `select p.slug as project, i.number, i.status
      from issues i
      join projects p on p.id = i.project_id`,
  );
  const activities = await upstream.query<{ project: string; number: number; data: string }>(
    `select p.slug as project, i.number, a.data
      from activities a
      join issues i on i.id = a.issue_id
      join projects p on p.id = i.project_id
      where a.type like 'set_%'`,
  );
  return [
    ...issues.map(
      ({ project, number, status }): Fact => ({
        topic: "upstream issue",
        subject: `${project}#${number}`,
        value: status,
      }),
    ),
    ...activities.map(({ project, number, data }): Fact => {
      const { version, commit } = JSON.parse(data) as { version?: string; commit?: string };
      // One that was asked for names no commit, and has the version of the next release when that is there.
      const inRelease = commit === undefined ? "" : ` in ${version}`;
      const subject = `${project}#${number} resolved${inRelease}`;
      return { topic: "upstream activity", subject, value: "" };
    }),
  ];
}
