import { changeDatabase } from "../world/service-database.ts";
import type { Service } from "../world/start-service.ts";

const MINUTE_MS = 60_000;

/**
 * Records that many commits of a repository, a minute apart and older than those that it has, without a
 * Bitbucket that could tell of them.
 */
export async function addManyCommits(
  service: Pick<Service, "dataDir" | "databaseUrl">,
  repositoryId: string,
  count: number,
): Promise<void> {
  const begin = Date.now() - (count + 60) * MINUTE_MS;
  await changeDatabase(
    service,
    `insert into commits
      (repository_id, sha, message, author_id, committer_id, authored_at, committed_at, parents,
        is_merge, files_truncated, ref, created_at)
      with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ?)
      select ?, printf('%040x', n), 'Change ' || n, 1, 1, ? + n * ${MINUTE_MS}, 0, '[]', 0, 0,
        'refs/heads/main', 0
      from numbers`,
    count,
    Number(repositoryId),
    begin,
  );
}
