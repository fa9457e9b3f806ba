export const projects = (id: string) => [
  `create table projects (
    id ${id},
    organization_id integer not null references organizations (id) on delete cascade,
    slug text not null,
    name text not null,
    platform text,
    issue_counter integer not null default 0,
    upstream_id text,
    created_at bigint not null,
    unique (organization_id, slug),
    unique (organization_id, upstream_id)
  )`,
  `create table project_keys (
    id ${id},
    project_id integer not null references projects (id) on delete cascade,
    name text not null,
    public_key text not null unique,
    rate_limit_window integer,
    rate_limit_count integer,
    is_active integer not null default 1,
    created_at bigint not null
  )`,
  "create index project_keys_project on project_keys (project_id)",
  `create table former_slugs (
    organization_id integer not null references organizations (id) on delete cascade,
    slug text not null,
    project_id integer not null references projects (id) on delete cascade,
    primary key (organization_id, slug)
  )`,
  "create index former_slugs_project on former_slugs (project_id)",
];
