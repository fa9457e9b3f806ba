export const commits = (id: string) => [
  `create table commit_authors (
    id ${id},
    organization_id integer not null references organizations (id) on delete cascade,
    email text not null,
    name text not null,
    unique (organization_id, email)
  )`,
  `create table commits (
    id ${id},
    repository_id integer not null references repositories (id) on delete cascade,
    sha text not null,
    message text not null,
    author_id integer references commit_authors (id),
    committer_id integer references commit_authors (id),
    authored_at bigint not null,
    committed_at bigint not null,
    parents text not null,
    is_merge integer not null,
    files_truncated integer not null,
    ref text,
    created_at bigint not null,
    delivery_id integer,
    unique (repository_id, sha)
  )`,
  "create index commits_delivery on commits (delivery_id) where delivery_id is not null",
  "create index commits_sha on commits (sha)",
  "create index commits_date on commits (repository_id, authored_at, id)",
  "create index commits_author on commits (repository_id, author_id, authored_at, id)",
  `create table commit_files (
    commit_id integer not null references commits (id) on delete cascade,
    path text not null,
    type text not null,
    primary key (commit_id, path)
  )`,
  `create table repository_refs (
    repository_id integer not null references repositories (id) on delete cascade,
    ref text not null,
    sha text not null,
    primary key (repository_id, ref)
  )`,
  `create table applied_ref_changes (
    repository_id integer not null references repositories (id) on delete cascade,
    ref text not null,
    from_sha text not null,
    to_sha text not null,
    primary key (repository_id, ref, from_sha, to_sha)
  )`,
];
