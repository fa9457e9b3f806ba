import { DatabaseSync } from "node:sqlite";
import { numbers } from "./numbers.ts";

export const ISSUES = 100_000;
export const RELEASES = 5_000;

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Fills the database of a service that is not running: one project with many releases, each with a
 * commit, and many issues, each with an event in one of them. Two thirds of the issues are unresolved.
 */
export function fillDatabase(file: string, projectId: number): void {
  using database = new DatabaseSync(file);
  const now = Date.now();
  const { organizationId } = database
    .prepare("select organization_id as organizationId from projects where id = ?")
    .get(projectId) as { organizationId: number };
  database.exec(`
    begin;
    insert into integrations
      (id, organization_id, provider, external_id, name, metadata, created_at, updated_at)
      values (1, ${organizationId}, 'bitbucket_server', 'bench', 'Bitbucket', '{}', 0, 0);
    insert into repositories
      (id, organization_id, integration_id, external_id, name, project_key, slug, url, hook_state,
        created_at, updated_at)
      values (1, ${organizationId}, 1, '1', 'SHOP/web', 'SHOP', 'web', 'https://bb/browse',
        'alive', 0, 0);
    insert into commit_authors (id, organization_id, email, name)
      select value, ${organizationId}, 'dev' || value || '@example.com', 'Dev ' || value
      from ${numbers(20)};
    insert into commits
      (id, repository_id, sha, message, author_id, committer_id, authored_at, committed_at, parents,
        is_merge, files_truncated, created_at)
      select value, 1, printf('%040x', value), 'Change ' || value, 1 + value % 20, 1 + value % 20,
        ${now - 90 * DAY_MS} + value, 0, '[]', 0, 0, 0
      from ${numbers(RELEASES)};
    insert into releases (id, organization_id, version, status, commits_state, created_at)
      select value, ${organizationId}, 'shop@1.' || value || '.0', 'open', 'done',
        ${now - 90 * DAY_MS} + value * 1000
      from ${numbers(RELEASES)};
    insert into release_projects (release_id, project_id)
      select value, ${projectId} from ${numbers(RELEASES)};
    insert into release_commits (release_id, commit_id, position)
      select value, value, 0 from ${numbers(RELEASES)};
    insert into issues
      (id, organization_id, project_id, number, title, culprit, type, level, metadata, platform,
        status, substatus, times_seen, users_seen, first_seen, last_seen, first_release_id,
        last_release_id)
      select value, ${organizationId}, ${projectId}, value, 'TypeError: fault ' || value,
        'checkout(src/cart.js)', 'error', 'error',
        '{"type":"TypeError","value":"fault","filename":"cart.js"}', 'node',
        iif(value % 3, 'unresolved', 'resolved'), iif(value % 3, 'ongoing', null), 1 + value % 50, value % 100,
        ${now - 60 * DAY_MS} + value, ${now - 30 * DAY_MS} + value * 7919 % ${ISSUES} * 1000,
        1 + value % ${RELEASES}, 1 + value % ${RELEASES}
      from ${numbers(ISSUES)};
    insert into issue_titles (issue_id, title) select id, lower(title) from issues;
    insert into issue_tags (issue_id, key, value, times_seen, first_seen, last_seen)
      select id, 'color', iif(id % 2, 'red', 'blue'), times_seen, first_seen, last_seen from issues;
    insert into events
      (project_id, issue_id, event_id, release_id, environment, title, occurred_at, received_at,
        summary, data)
      select ${projectId}, id, printf('%032x', id), first_release_id, 'production', title, last_seen,
        last_seen, '{}', x'00'
      from issues;
    update projects set issue_counter = ${ISSUES} where id = ${projectId};
    commit;
  `);
}
