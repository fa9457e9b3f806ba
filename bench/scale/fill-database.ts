import { DatabaseSync } from "node:sqlite";

/** How much is in a database. A tenth of the commits is in the repository that was linked. */
export interface Size {
  commits: number;
  releases: number;
  repositories: number;
}

/**
 * Until repositories that no Bitbucket has are compared: longer than the bench takes, and no longer than a
 * service believes that compares every second, which takes ten minutes for a wrong clock.
 */
export const LATER_MS = 9 * 60_000;
const DAY_MS = 24 * 60 * 60 * 1_000;
const AUTHORS = 500;
const FILES_OF_A_COMMIT = 2;

/**
 * Fills the database of a service that is not running, which has one linked repository and one project:
 * more repositories, commits with their files, and releases among which the commits are shared out.
 */
export function fillDatabase(file: string, size: Size): void {
  using database = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  // What is filled is thrown away when the machine stops meanwhile.
  database.exec(
    "pragma synchronous = OFF; pragma cache_size = -500000; pragma temp_store = MEMORY",
  );
  for (const fill of [fillRepositories, fillCommits, fillReleases]) {
    database.exec(`begin; ${fill(size)}; commit`);
  }
}

function fillRepositories({ repositories }: Size): string {
  const later = Date.now() + LATER_MS;
  return `
    insert into repositories
      (id, organization_id, integration_id, external_id, name, project_key, slug, url, hook_state,
        created_at, updated_at)
      select value, 1, 1, 1000000 + value, 'BENCH/repo-' || value, 'BENCH', 'repo-' || value,
        'https://bb.example.com/browse', 'alive', 0, 0
      from ${numbers(2, repositories)};
    insert into reconciles (repository_id, next_at)
      select value, ${later} from ${numbers(2, repositories)};
    insert into repository_refs (repository_id, ref, sha)
      select value, 'refs/heads/main', lower(hex(randomblob(20))) from ${numbers(2, repositories)}`;
}

function fillCommits({ commits, repositories }: Size): string {
  const begin = Date.now() - 90 * DAY_MS;
  return `
    insert into commit_authors (id, organization_id, email, name)
      select 1000 + value, 1, 'dev' || value || '@example.com', 'Dev ' || value
      from ${numbers(1, AUTHORS)};
    insert into commits
      (id, repository_id, sha, message, author_id, committer_id, authored_at, committed_at, parents,
        is_merge, files_truncated, created_at)
      select 1000 + value, iif(value % 10, 2 + value % ${repositories - 1}, 1),
        lower(hex(randomblob(20))), 'Change ' || value || ' of the checkout, as was asked for',
        1001 + value % ${AUTHORS}, 1001 + value % ${AUTHORS}, ${begin} + value * 1000,
        ${begin} + value * 1000, '[]', 0, 0, ${begin}
      from ${numbers(1, commits)};
    insert into commit_files (commit_id, path, type)
      select 1000 + commits.value, 'src/area-' || (commits.value * 31 % 97) || '/file-' || file.value || '.js', 'M'
      from ${numbers(1, commits)} as commits, ${numbers(1, FILES_OF_A_COMMIT)} as file`;
}

function fillReleases({ commits, releases }: Size): string {
  const commitsOfEach = commits / releases;
  const begin = Date.now() - 90 * DAY_MS;
  return `
    insert into releases (id, organization_id, version, status, commits_state, created_at)
      select value, 1, 'shop@1.' || value || '.0', 'open', 'done', ${begin} + value * 1000
      from ${numbers(1, releases)};
    insert into release_projects (release_id, project_id)
      select value, 1 from ${numbers(1, releases)};
    insert into release_heads (release_id, repository_id, sha)
      select value, 1, lower(hex(randomblob(20))) from ${numbers(1, releases)};
    insert into release_commits (release_id, commit_id, position)
      select 1 + (value - 1) / ${commitsOfEach}, 1000 + value, (value - 1) % ${commitsOfEach}
      from ${numbers(1, commits)}`;
}

/** The numbers from one to another. */
function numbers(from: number, to: number): string {
  return `(with recursive n(value) as (select ${from} union all select value + 1 from n where value < ${to}) select value from n)`;
}
