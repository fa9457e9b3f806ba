import type { Database } from "../db/database.ts";
import type { IssueStatus } from "../db/schema.ts";
import { addActivity, describeCommit } from "../issues/activity-store.ts";
import { projectCalled } from "../organizations/former-slug-store.ts";
import { findReferences } from "./find-references.ts";
import type { IssueReference } from "./issue-reference.ts";

/** No person names more issues in one message; a hostile one could name hundreds of thousands. */
export const MAX_REFERENCES = 100;

export interface NamingCommit {
  commitId: number;
  message: string;
}

/**
 * Links commits to the issues that their messages name. A name without an issue behind it, in this
 * organization, is no reference.
 */
export async function linkReferences(
  trx: Database,
  {
    organizationId,
    publicUrl,
    deliveryId,
  }: { organizationId: number; publicUrl: string; deliveryId: number | undefined },
  commits: NamingCommit[],
): Promise<void> {
  for (const { commitId, message } of commits) {
    const references = findReferences(message, { ownHost: publicUrl }).slice(0, MAX_REFERENCES);
    for (const reference of references) {
      const issueId = await findReferencedIssue(trx, organizationId, reference);
      if (issueId !== undefined) await insertReference(trx, { commitId, issueId, deliveryId });
    }
  }
}

/** The number of the issue that is named; undefined when there is none in the organization. */
export async function findReferencedIssue(
  trx: Database,
  organizationId: number,
  reference: IssueReference,
): Promise<number | undefined> {
  const query = trx
    .selectFrom("issues")
    .innerJoin("projects", "projects.id", "issues.projectId")
    .where("projects.organizationId", "=", organizationId)
    .select("issues.id");
  const row = await (reference.kind === "issueId"
    ? query.where("issues.id", "=", reference.issueId)
    : query
        .where("issues.projectId", "=", projectCalled(organizationId, reference.projectSlug))
        .where("issues.number", "=", reference.counter)
  ).executeTakeFirst();
  return row?.id;
}

async function insertReference(
  trx: Database,
  reference: { commitId: number; issueId: number; deliveryId: number | undefined },
): Promise<void> {
  const { commitId, issueId, deliveryId } = reference;
  await trx
    .insertInto("commitReferences")
    .values({ commitId, issueId, createdAt: Date.now() })
    .onConflict((conflict) => conflict.columns(["commitId", "issueId"]).doNothing())
    .execute();
  const data = await describeCommit(trx, commitId);
  const activity = { issueId, type: "referenced_in_commit" as const, ident: data.commit };
  await addActivity(trx, { ...activity, deliveryId, data: { ...data } });
}

/** An issue that a commit names. */
export interface ReferencedIssue {
  commitId: number;
  id: number;
  projectSlug: string;
  number: number;
  title: string;
  status: IssueStatus;
  substatus: string | null;
}

/** By the number of the commit, in the order in which they became known. */
export async function listReferencesOf(
  db: Database,
  commitIds: number[],
): Promise<Map<number, ReferencedIssue[]>> {
  if (commitIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("commitReferences")
    .innerJoin("issues", "issues.id", "commitReferences.issueId")
    .innerJoin("projects", "projects.id", "issues.projectId")
    .select([
      "commitReferences.commitId",
      "issues.id",
      "issues.number",
      "issues.title",
      "issues.status",
      "issues.substatus",
      "projects.slug as projectSlug",
    ])
    .where("commitReferences.commitId", "in", commitIds)
    .orderBy("commitReferences.id")
    .execute();
  return Map.groupBy(rows, ({ commitId }) => commitId);
}
