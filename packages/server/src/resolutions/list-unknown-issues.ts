import type { Database } from "../db/database.ts";
import { findPresentSlug } from "../organizations/former-slug-store.ts";
import { findProject } from "../organizations/project-store.ts";
import { findUpstream } from "../upstream/upstream-store.ts";
import { findReferences } from "./find-references.ts";
import type { IssueReference } from "./issue-reference.ts";
import { findReferencedIssue, listReferencesOf, MAX_REFERENCES } from "./reference-store.ts";

/** What a message names as an issue that it resolves, and leads to none. */
export interface UnknownIssue {
  /** As the message has it: a short id, or the number in an issue's address. */
  name: string;
  /** Sha of the commit. */
  commit: string;
  /** A sentence. */
  reason: string;
}

/** Nobody looks for a slip of the pen in more. */
const MOST = 20;

/**
 * What the messages of some commits name and is no reference, the first 20, each with its reason. It is read
 * from the messages when somebody asks: nothing has to be kept of what leads nowhere. Of an organization
 * that relays, the upstream knows which issues there are, and what became of each is told there.
 */
export async function listUnknownIssues(
  db: Database,
  { organizationId, publicUrl }: { organizationId: number; publicUrl: string },
  commits: { id: number; sha: string; message: string }[],
): Promise<UnknownIssue[]> {
  if (await findUpstream(db, organizationId)) return [];
  const ids = commits.map(({ id }) => id);
  const linked = await listReferencesOf(db, ids);
  const unknown: UnknownIssue[] = [];
  for (const { id, sha, message } of commits) {
    const known = new Set(linked.get(id)?.map((issue) => issue.id));
    const references = findReferences(message, { ownHost: publicUrl }).slice(0, MAX_REFERENCES);
    for (const reference of references) {
      const issueId = await findReferencedIssue(db, organizationId, reference);
      if (issueId !== undefined && known.has(issueId)) continue;
      const reason = await explain(db, organizationId, reference, issueId !== undefined);
      unknown.push({ name: nameOf(reference), commit: sha, reason });
      if (unknown.length === MOST) return unknown;
    }
  }
  return unknown;
}

async function explain(
  db: Database,
  organizationId: number,
  reference: IssueReference,
  isThereNow: boolean,
): Promise<string> {
  const name = nameOf(reference);
  if (isThereNow) return `There was no issue ${name} yet when the commit was recorded.`;
  if (reference.kind === "issueId") return `There is no issue with the number ${name}.`;
  const slug = reference.projectSlug;
  const isProject =
    (await findProject(db, organizationId, slug)) !== undefined ||
    (await findPresentSlug(db, organizationId, slug)) !== undefined;
  if (isProject) return `There is no issue ${name} in the project ${slug}.`;
  return `There is no project ${slug}, so no issue ${name}.`;
}

function nameOf(reference: IssueReference): string {
  return reference.kind === "issueId" ? String(reference.issueId) : reference.text.toUpperCase();
}
