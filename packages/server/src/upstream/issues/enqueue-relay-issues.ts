import type { Database } from "../../db/database.ts";
import type { ResolveOn } from "../../db/schema.ts";
import type { Enqueue, NewJob } from "../../jobs/types.ts";
import type { NamingCommit } from "../../resolutions/resolving-link-store.ts";
import { makePending, skipIssues } from "./issue-progress-store.ts";
import { listNamedIssues } from "./relayed-issue-store.ts";
import { upstreamIssueLaneName } from "../upstream-lane.ts";

export const RELAY_ISSUE = "relay-issue";

/** Commit numbers of one `in (…)`, well below the limit of parameters. */
const IDS_PER_QUERY = 1_000;

/** Of one push, whose transaction asks for all of them; the newest commits' ones. */
const MOST_ISSUES = 1_000;

const TOO_MANY = `Its push names more than ${MOST_ISSUES} issues. Replay it if this one is to be resolved.`;

interface PendingIssue {
  id: number;
  organizationId: number;
  issue: string;
}

/**
 * Asks, in the transaction of a push, for the issues to be resolved at the upstream that are due by it under
 * the organization's policy: each once, by the newest commit that names it. What the commit has done before
 * is not done again: a person may have opened the issue since. Under the policy `release` nothing is due:
 * the upstream resolves by itself when the commits arrive in a release. What is named beyond a thousand issues is
 * skipped.
 * @param push.commits newest first
 * @returns how many issues
 */
export async function enqueueRelayIssues(
  enqueue: Enqueue,
  trx: Database,
  push: {
    organizationId: number;
    resolveOn: ResolveOn;
    onDefaultBranch: boolean;
    commits: NamingCommit[];
  },
): Promise<number> {
  const { organizationId, resolveOn, onDefaultBranch } = push;
  const isDue = resolveOn === "any-branch" || (resolveOn === "default-branch" && onDefaultBranch);
  if (!isDue) return 0;
  const due = (await newestPerIssue(trx, push.commits)).filter(({ state }) => state === "waiting");
  const [asked, left] = [due.slice(0, MOST_ISSUES), due.slice(MOST_ISSUES)];
  await makePending(trx, asked.map(toId));
  await skipIssues(trx, left.map(toId), TOO_MANY);
  await enqueue(trx, ...asked.map(({ id, issue }) => toJob({ id, organizationId, issue })));
  return asked.length;
}

/** One that is pending. */
export function enqueueRelayIssue(
  enqueue: Enqueue,
  trx: Database,
  issue: PendingIssue,
): Promise<void> {
  return enqueue(trx, toJob(issue));
}

function toJob({ id, organizationId, issue }: PendingIssue): NewJob {
  const lane = upstreamIssueLaneName(organizationId, issue);
  return { lane, organizationId, kind: RELAY_ISSUE, payload: { id } };
}

const toId = ({ id }: { id: number }): number => id;

/** Merges count least: a merge's message repeats the subjects of what it merges. */
async function newestPerIssue(trx: Database, commits: NamingCommit[]) {
  const ordered = [
    ...commits.filter(({ isMerge }) => !isMerge),
    ...commits.filter(({ isMerge }) => isMerge),
  ].map(({ id }) => id);
  const chosen = new Map<string, Awaited<ReturnType<typeof listNamedIssues>>[number]>();
  for (let start = 0; start < ordered.length; start += IDS_PER_QUERY) {
    const ids = ordered.slice(start, start + IDS_PER_QUERY);
    const byCommit = Map.groupBy(await listNamedIssues(trx, ids), ({ commitId }) => commitId);
    for (const named of ids.flatMap((id) => byCommit.get(id) ?? [])) {
      if (!chosen.has(named.issue)) chosen.set(named.issue, named);
    }
  }
  return [...chosen.values()];
}
