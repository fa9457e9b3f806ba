import type { Database } from "../db/database.ts";
import { readDatabaseTime } from "../db/database-time.ts";
import type { CommitPerson, FileChange, PatchSet, SourceCommit } from "./types.ts";

/** Rows of one `insert`, well below the number of parameters that a statement may have. */
const ROWS_PER_INSERT = 500;

/** A commit that is in the database. */
export interface RecordedCommit {
  id: number;
  sha: string;
  isMerge: boolean;
  authoredAt: number;
  /** When it came to us, epoch milliseconds by the clock of the database. */
  recordedAt: number;
}

/** The repository that commits are recorded for. */
export interface CommitOwner {
  id: number;
  organizationId: number;
}

/** Those of the shas that are recorded, by sha. */
export async function findRecordedCommits(
  db: Database,
  repositoryId: number,
  shas: string[],
): Promise<Map<string, RecordedCommit>> {
  const rows = await db
    .selectFrom("commits")
    .select(["id", "sha", "isMerge", "authoredAt", "createdAt as recordedAt"])
    .where("repositoryId", "=", repositoryId)
    .where("sha", "in", shas)
    .execute();
  return new Map(rows.map((row) => [row.sha, { ...row, isMerge: row.isMerge === 1 }]));
}

/** Writes commits with their authors and changed files; one that is there already stays as it is. */
export async function insertCommits(
  trx: Database,
  owner: CommitOwner & { deliveryId?: number | undefined },
  commits: SourceCommit[],
  { patchSets, ref }: { patchSets: Map<string, PatchSet>; ref: string | undefined },
): Promise<void> {
  if (commits.length === 0) return;
  const people = commits.flatMap((commit) => [commit.author, commit.committer]);
  const authorIds = await upsertAuthors(trx, owner.organizationId, people);
  const createdAt = await readDatabaseTime(trx);
  const rows = commits.map((commit) => ({
    repositoryId: owner.id,
    sha: commit.sha,
    message: commit.message,
    authorId: authorIds.get(emailOf(commit.author)) ?? null,
    committerId: authorIds.get(emailOf(commit.committer)) ?? null,
    authoredAt: commit.authoredAt,
    committedAt: commit.committedAt,
    parents: JSON.stringify(commit.parents),
    isMerge: commit.parents.length > 1 ? (1 as const) : (0 as const),
    filesTruncated: patchSets.get(commit.sha)?.truncated ? (1 as const) : (0 as const),
    ref: ref ?? null,
    createdAt,
    deliveryId: owner.deliveryId ?? null,
  }));
  const inserted = await trx
    .insertInto("commits")
    .values(rows)
    .onConflict((conflict) => conflict.columns(["repositoryId", "sha"]).doNothing())
    .returning(["id", "sha"])
    .execute();
  const files = inserted.flatMap(({ id, sha }) =>
    (patchSets.get(sha)?.files ?? []).map((file) => ({ ...file, commitId: id })),
  );
  await insertFiles(trx, files);
}

/** A branch has reached commits that another one had brought. */
export async function setRefOfCommits(
  trx: Database,
  repositoryId: number,
  shas: string[],
  ref: string,
): Promise<void> {
  if (shas.length === 0) return;
  await trx
    .updateTable("commits")
    .set({ ref })
    .where("repositoryId", "=", repositoryId)
    .where("sha", "in", shas)
    .where((eb) => eb.or([eb("ref", "is", null), eb("ref", "!=", ref)]))
    .execute();
}

async function insertFiles(trx: Database, files: (FileChange & { commitId: number })[]) {
  for (let start = 0; start < files.length; start += ROWS_PER_INSERT) {
    await trx
      .insertInto("commitFiles")
      .values(files.slice(start, start + ROWS_PER_INSERT))
      .onConflict((conflict) => conflict.columns(["commitId", "path"]).doNothing())
      .execute();
  }
}

/** @returns the authors' numbers by e-mail; a person is known to the organization by it */
async function upsertAuthors(
  trx: Database,
  organizationId: number,
  people: CommitPerson[],
): Promise<Map<string, number>> {
  // The newest commit comes first, and the name on it counts; sorted, two lanes cannot deadlock.
  const names = new Map(people.toReversed().map((person) => [emailOf(person), person.name]));
  const authors = [...names].map(([email, name]) => ({ organizationId, email, name }));
  const rows = await trx
    .insertInto("commitAuthors")
    .values(authors.toSorted((a, b) => (a.email < b.email ? -1 : 1)))
    .onConflict((conflict) =>
      conflict
        .columns(["organizationId", "email"])
        .doUpdateSet((eb) => ({ name: eb.ref("excluded.name") })),
    )
    .returning(["id", "email"])
    .execute();
  return new Map(rows.map((row) => [row.email, row.id]));
}

/** A person without an e-mail gets one of their own, as Sentry makes it. */
function emailOf(person: CommitPerson): string {
  if (person.email) return person.email.toLowerCase();
  return `${person.name.replace(/[^A-Za-z0-9_.-]/g, "").toLowerCase()}@localhost`;
}
