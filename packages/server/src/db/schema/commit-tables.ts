import type { Generated } from "kysely";
import type { Json } from "./json.ts";

/** What was recorded of git. */
export interface CommitTables {
  commitAuthors: CommitAuthorsTable;
  commits: CommitsTable;
  commitFiles: CommitFilesTable;
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
  createdAt: number;
}

interface CommitFilesTable {
  commitId: number;
  path: string;
  type: "A" | "M" | "D";
}
