export const relays = (id: string) => [
  `create table relayed_releases (
    release_id integer primary key references releases (id) on delete cascade,
    organization_id integer not null references organizations (id) on delete cascade,
    origin text not null,
    state text not null,
    revision integer not null,
    reason text,
    notes text not null,
    attempts integer not null default 0,
    deploys_seen integer not null default 0,
    commit_count integer,
    pending_since bigint,
    sent_at bigint,
    created_at bigint not null,
    updated_at bigint not null
  )`,
  "create index relayed_releases_organization on relayed_releases (organization_id, release_id)",
  "create index relayed_releases_open on relayed_releases (organization_id) where state in ('waiting', 'pending', 'failed')",
  `create table relayed_issues (
    id ${id},
    organization_id integer not null references organizations (id) on delete cascade,
    commit_id integer not null references commits (id) on delete cascade,
    issue text not null,
    state text not null,
    reason text,
    attempts integer not null default 0,
    answer text,
    pending_since bigint,
    sending_since bigint,
    sent_at bigint,
    created_at bigint not null,
    updated_at bigint not null,
    unique (commit_id, issue)
  )`,
  "create index relayed_issues_organization on relayed_issues (organization_id, id)",
  "create index relayed_issues_open on relayed_issues (organization_id) where state in ('pending', 'sending', 'failed')",
  `create table completion_rules (
    project_id integer primary key references projects (id) on delete cascade,
    rules text not null,
    repository_ids text,
    updated_at bigint not null
  )`,
];
