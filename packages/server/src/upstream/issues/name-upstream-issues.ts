import type { Database } from "../../db/database.ts";
import { findReferences } from "../../resolutions/find-references.ts";
import type { IssueReference } from "../../resolutions/issue-reference.ts";
import { insertRelayedIssues } from "./relayed-issue-store.ts";
import { findUpstream } from "../upstream-store.ts";

/** No person names more issues in one message; a hostile one could name hundreds of thousands. */
const MOST_ISSUES = 100;

/**
 * Keeps which of the upstream's issues the messages of commits name, in the transaction that records them.
 * Whether there are such issues is found out when they are due. An organization with the built-in tracker
 * has no upstream.
 */
export async function nameUpstreamIssues(
  trx: Database,
  organizationId: number,
  commits: { commitId: number; message: string }[],
): Promise<void> {
  if (commits.length === 0) return;
  const upstream = await findUpstream(trx, organizationId);
  if (!upstream) return;
  for (const { commitId, message } of commits) {
    const references = findReferences(message, { ownHost: upstream.baseUrl });
    const issues = new Set(references.slice(0, MOST_ISSUES).map(toIssueName));
    const named = [...issues].map((issue) => ({ commitId, issue }));
    await insertRelayedIssues(trx, upstream, named);
  }
}

/** As the upstream's paths name it. */
function toIssueName(reference: IssueReference): string {
  return reference.kind === "issueId" ? String(reference.issueId) : reference.text.toUpperCase();
}
