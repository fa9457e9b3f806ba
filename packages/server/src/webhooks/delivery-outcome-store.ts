import { type CommitDetails, listCommitDetails } from "../commits/commit-details-store.ts";
import type { Database } from "../db/database.ts";
import type { ActivityType } from "../db/schema.ts";

/** So many of each are told. */
const MOST = 100;

/** An issue that a commit of a delivery names, or resolves. */
export interface NamedIssue {
  issueId: number;
  projectSlug: string;
  number: number;
  title: string;
  /** Sha of the commit. */
  commit: string | null;
}

/** What came of a delivery. */
export interface DeliveryOutcome {
  commits: CommitDetails[];
  references: NamedIssue[];
  resolutions: NamedIssue[];
  /** There is more of something. */
  isTruncated: boolean;
}

/** What a delivery was the first to bring: what comes again has come of another one. */
export async function readDeliveryOutcome(db: Database, id: number): Promise<DeliveryOutcome> {
  // Recorded newest first.
  const rows = await db
    .selectFrom("commits")
    .select("id")
    .where("deliveryId", "=", id)
    .orderBy("id")
    .limit(MOST + 1)
    .execute();
  const references = await listNamed(db, id, ["referenced_in_commit"]);
  const resolutions = await listNamed(db, id, RESOLVED);
  const ids = rows.slice(0, MOST).map((row) => row.id);
  return {
    commits: await listCommitDetails(db, ids),
    references: references.slice(0, MOST),
    resolutions: resolutions.slice(0, MOST),
    isTruncated: [rows, references, resolutions].some((some) => some.length > MOST),
  };
}

const RESOLVED: ActivityType[] = ["set_resolved_in_commit", "set_resolved_in_release"];

async function listNamed(
  db: Database,
  deliveryId: number,
  types: ActivityType[],
): Promise<NamedIssue[]> {
  const rows = await db
    .selectFrom("activities")
    .innerJoin("issues", "issues.id", "activities.issueId")
    .innerJoin("projects", "projects.id", "issues.projectId")
    .select(["activities.data", "issues.id as issueId", "issues.number", "issues.title"])
    .select("projects.slug as projectSlug")
    .where("activities.deliveryId", "=", deliveryId)
    .where("activities.type", "in", types)
    .orderBy("activities.id")
    .limit(MOST + 1)
    .execute();
  return rows.map(({ data, ...issue }) => {
    const { commit = null } = JSON.parse(data) as { commit?: string };
    return { ...issue, commit };
  });
}
