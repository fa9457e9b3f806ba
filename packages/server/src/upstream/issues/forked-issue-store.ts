import type { Database } from "../../db/database.ts";
import type { Upstream } from "../types.ts";

/** A commit of one repository, and an issue that it names. */
export interface NamedIssue {
  commitId: number;
  issue: string;
}

/**
 * What became of issues by the same commits in other repositories of the organization, which are forks of each
 * other: a commit that comes once more is no other commit.
 * @returns by commit and issue, as `forkKey` has them; of several what was decided, and last
 */
export async function listForkedIssues(
  trx: Database,
  { organizationId, connectionId }: Pick<Upstream, "organizationId" | "connectionId">,
  named: NamedIssue[],
) {
  const commitIds = [...new Set(named.map(({ commitId }) => commitId))];
  const rows = await trx
    .selectFrom("commits as own")
    .innerJoin("commits as twin", "twin.sha", "own.sha")
    .innerJoin("relayedIssues", "relayedIssues.commitId", "twin.id")
    .where("own.id", "in", commitIds)
    .whereRef("twin.id", "!=", "own.id")
    .where("relayedIssues.organizationId", "=", organizationId)
    .where("relayedIssues.connectionId", "=", connectionId)
    .select(["own.id as commitId", "relayedIssues.issue", "relayedIssues.state"])
    .select(["relayedIssues.reason", "relayedIssues.answer"])
    .select(["relayedIssues.askedAt", "relayedIssues.sentAt"])
    .orderBy("relayedIssues.askedAt")
    .orderBy("relayedIssues.id")
    .execute();
  const lastDecided = [...rows.filter((row) => !isDecided(row)), ...rows.filter(isDecided)];
  return new Map(
    lastDecided.map(({ commitId, issue, askedAt, ...fate }) => [
      forkKey({ commitId, issue }),
      // What is not decided is decided by each, and the issue is asked how it is.
      isDecided(fate) ? { askedAt, ...fate } : { askedAt },
    ]),
  );
}

export const forkKey = ({ commitId, issue }: NamedIssue): string => `${commitId} ${issue}`;

const isDecided = ({ state }: { state: string }): boolean =>
  state === "sent" || state === "skipped";
