import type { ChaosDatabase } from "./chaos-database.ts";
import type { Fact, Topic } from "./fact.ts";

/** What the database says of everything that is compared. */
export async function readRecorded(database: ChaosDatabase): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const { topic, statement, subject, value } of QUESTIONS) {
    const rows = await database.query<Record<string, unknown>>(statement);
    for (const row of rows) facts.push({ topic, subject: subject(row), value: value(row) });
  }
  return facts;
}

type Row = Record<string, unknown>;

interface Question {
  topic: Topic;
  statement: string;
  subject: (row: Row) => string;
  value: (row: Row) => string;
}

/** The columns, with a blank between them. */
const words =
  (...columns: string[]) =>
  (row: Row) =>
    columns.map((column) => String(row[column])).join(" ");

const QUESTIONS: Question[] = [
  {
    topic: "commit",
    statement: `
      select r.slug, c.sha, c.message, a.email as author, p.email as committer,
        c.authored_at, c.committed_at, c.parents, c.is_merge
      from commits c
      join repositories r on r.id = c.repository_id
      left join commit_authors a on a.id = c.author_id
      left join commit_authors p on p.id = c.committer_id`,
    subject: words("slug", "sha"),
    value: (row) =>
      toCommitValue({
        message: String(row["message"]),
        author: String(row["author"]),
        authoredAt: Number(row["authored_at"]),
        committer: String(row["committer"]),
        committedAt: Number(row["committed_at"]),
        parents: JSON.parse(String(row["parents"])) as string[],
        isMerge: Number(row["is_merge"]) === 1,
      }),
  },
  {
    topic: "patch set",
    statement: `
      select r.slug, c.sha, f.path, f.type
      from commit_files f
      join commits c on c.id = f.commit_id
      join repositories r on r.id = c.repository_id`,
    subject: words("slug", "sha", "path"),
    value: words("type"),
  },
  {
    topic: "ref",
    statement: `
      select r.slug, f.ref, f.sha
      from repository_refs f
      join repositories r on r.id = f.repository_id`,
    subject: words("slug", "ref"),
    value: words("sha"),
  },
  {
    topic: "author",
    statement: "select email, name from commit_authors",
    subject: words("email"),
    value: words("name"),
  },
  {
    topic: "link",
    statement: `
      select r.slug, c.sha, p.slug as project, i.number
      from commit_references l
      join commits c on c.id = l.commit_id
      join repositories r on r.id = c.repository_id
      join issues i on i.id = l.issue_id
      join projects p on p.id = i.project_id`,
    subject: (row) => `${words("slug", "sha")(row)} ${issueOf(row)}`,
    value: () => "",
  },
  {
    topic: "resolution",
    statement: `
      select p.slug as project, i.number, i.status, s.type, c.sha, l.version
      from issues i
      join projects p on p.id = i.project_id
      left join resolutions s on s.issue_id = i.id
      left join commits c on c.id = s.commit_id
      left join releases l on l.id = s.release_id`,
    subject: issueOf,
    value: words("status", "type", "sha", "version"),
  },
  {
    topic: "activity",
    statement: `
      select p.slug as project, i.number, a.type, a.data
      from activities a
      join issues i on i.id = a.issue_id
      join projects p on p.id = i.project_id
      where a.type <> 'first_seen'`,
    subject: (row) => {
      const { commit, version } = dataOf(row);
      return `${issueOf(row)} ${String(row["type"])} ${version ?? commit ?? ""}`;
    },
    value: (row) => dataOf(row).commit ?? "",
  },
  {
    topic: "release",
    statement: `
      select l.version, l.commits_state, h.sha, h.previous_sha, r.slug
      from releases l
      left join release_heads h on h.release_id = l.id
      left join repositories r on r.id = h.repository_id`,
    subject: words("version"),
    value: words("commits_state", "slug", "previous_sha", "sha"),
  },
  {
    topic: "release commit",
    statement: `
      select l.version, c.sha, x.position
      from release_commits x
      join releases l on l.id = x.release_id
      join commits c on c.id = x.commit_id`,
    subject: words("version", "sha"),
    value: words("position"),
  },
];

/** An issue by its project and number: how that is written as a short id is not tried here. */
function issueOf(row: Row): string {
  return `${String(row["project"])}#${String(row["number"])}`;
}

function dataOf(row: Row): { commit?: string; version?: string } {
  return JSON.parse(String(row["data"])) as { commit?: string; version?: string };
}

/** A commit as one text. Times are epoch milliseconds. */
export function toCommitValue(commit: {
  message: string;
  author: string;
  authoredAt: number;
  committer: string;
  committedAt: number;
  parents: readonly string[];
  isMerge: boolean;
}): string {
  const { message, author, authoredAt, committer, committedAt, parents, isMerge } = commit;
  return JSON.stringify([message, author, authoredAt, committer, committedAt, parents, isMerge]);
}
