import type { Database } from "../../db/database.ts";
import type { Candidate } from "./find-candidates.ts";
import type { Match } from "./plan-completion.ts";

const TAGS = "refs/tags/";

/**
 * Those of the candidates that linked repositories have, as far as it is recorded: Bitbucket is asked
 * nothing.
 * @param repositoryIds those of the organization that count; all when undefined
 */
export async function findMatches(
  db: Database,
  organizationId: number,
  candidates: readonly Candidate[],
  repositoryIds: readonly number[] | undefined,
): Promise<Match[]> {
  const matches: Match[] = [];
  for (const candidate of candidates) {
    const find = candidate.kind === "sha" ? findCommits : findTags;
    for (const found of await find(db, organizationId, candidate.name)) {
      if (repositoryIds && !repositoryIds.includes(found.repositoryId)) continue;
      matches.push({ candidate, ...found });
    }
  }
  return matches;
}

type Found = Omit<Match, "candidate">;

function findCommits(db: Database, organizationId: number, prefix: string): Promise<Found[]> {
  return (
    linked(db, organizationId)
      .innerJoin("commits", "commits.repositoryId", "repositories.id")
      .where("commits.sha", ">=", prefix)
      // No hex digit is greater than f.
      .where("commits.sha", "<", `${prefix}g`)
      .select([
        "repositories.id as repositoryId",
        "repositories.integrationId",
        "repositories.name as repository",
        "commits.sha as until",
      ])
      .$narrowType<{ integrationId: number }>()
      .orderBy("repositories.id")
      .execute()
  );
}

function findTags(db: Database, organizationId: number, name: string): Promise<Found[]> {
  return linked(db, organizationId)
    .innerJoin("repositoryRefs", "repositoryRefs.repositoryId", "repositories.id")
    .where("repositoryRefs.ref", "=", TAGS + name)
    .select([
      "repositories.id as repositoryId",
      "repositories.integrationId",
      "repositories.name as repository",
      "repositoryRefs.ref as until",
    ])
    .$narrowType<{ integrationId: number }>()
    .orderBy("repositories.id")
    .execute();
}

/** Only their host can be asked for commits. */
function linked(db: Database, organizationId: number) {
  return db
    .selectFrom("repositories")
    .where("repositories.organizationId", "=", organizationId)
    .where("repositories.integrationId", "is not", null);
}
