export const resolutions = (id: string) => [
  `create table commit_references (
    id ${id},
    commit_id integer not null references commits (id) on delete cascade,
    issue_id integer not null references issues (id) on delete cascade,
    created_at bigint not null,
    unique (commit_id, issue_id)
  )`,
  "create index commit_references_issue on commit_references (issue_id)",
  `create table resolutions (
    issue_id integer primary key references issues (id) on delete cascade,
    type text not null,
    commit_id integer references commits (id) on delete set null,
    release_id integer references releases (id) on delete set null,
    created_at bigint not null
  )`,
  "create index resolutions_release on resolutions (release_id)",
  "create index resolutions_commit on resolutions (commit_id)",
];
