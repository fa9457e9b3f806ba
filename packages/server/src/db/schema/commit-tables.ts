import type { Generated } from "kysely";
import type { Json } from "./json.ts";

/** What was recorded of git. */
export interface CommitTables {
  commitAuthors: CommitAuthorsTable;
  commits: CommitsTable;
  commitFiles: CommitFilesTable;
  repositoryRefs: RepositoryRefsTable;
  appliedRefChanges: AppliedRefChangesTable;
}

interface CommitAuthorsTable {
  id: Generated<number>;
  organizationId: number;
  email: string;
  name: string;
}

interface CommitsTable {
  id: Generated<number>;
  repositoryId: number;
  sha: string;
  message: string;
  authorId: number | null;
  committerId: number | null;
  authoredAt: number;
  committedAt: number;
  parents: Json;
  isMerge: 0 | 1;
  filesTruncated: 0 | 1;
  /** The default branch once it was reached, else the branch or tag that brought the commit; null: not known. */
  ref: Generated<string | null>;
  createdAt: number;
  /** The delivery that brought it; that is deleted before the commit is. */
  deliveryId: number | null;
}

interface CommitFilesTable {
  commitId: number;
  path: string;
  type: "A" | "M" | "D";
}

/** Where each branch and tag is, as far as everything that it brought up to there is recorded. */
interface RepositoryRefsTable {
  repositoryId: number;
  /** Full name, `refs/heads/main`. */
  ref: string;
  /** A commit's, or an annotated tag's own. */
  sha: string;
}

/** The ref changes that were recorded since the host's log of them was last read. */
interface AppliedRefChangesTable {
  repositoryId: number;
  ref: string;
  fromSha: string;
  toSha: string;
}
