export const releases = (id: string) => [
  `create table releases (
    id ${id},
    organization_id integer not null references organizations (id) on delete cascade,
    version text not null,
    ref text,
    url text,
    status text not null,
    date_released bigint,
    named_sha text,
    commit_id integer references commits (id) on delete set null,
    committed_at bigint,
    commits_state text not null,
    commits_reason text,
    commits_call text,
    created_at bigint not null,
    unique (organization_id, version)
  )`,
  `create table release_projects (
    release_id integer not null references releases (id) on delete cascade,
    project_id integer not null references projects (id) on delete cascade,
    primary key (release_id, project_id)
  )`,
  `create index releases_date
    on releases (organization_id, coalesce(committed_at, date_released, created_at), id)`,
  "create index releases_named on releases (organization_id, named_sha)",
  "create index releases_commit on releases (commit_id)",
  "create index release_projects_project on release_projects (project_id, release_id)",
  `create table release_fetches (
    release_id integer not null references releases (id) on delete cascade,
    integration_id integer not null,
    state text not null,
    reason text,
    refs text not null,
    has_written integer not null default 0,
    primary key (release_id, integration_id)
  )`,
  `create table release_heads (
    release_id integer not null references releases (id) on delete cascade,
    repository_id integer not null references repositories (id) on delete cascade,
    sha text not null,
    previous_sha text,
    primary key (release_id, repository_id)
  )`,
  "create index release_heads_repository on release_heads (repository_id)",
  `create table release_commits (
    release_id integer not null references releases (id) on delete cascade,
    commit_id integer not null references commits (id) on delete cascade,
    position integer,
    primary key (release_id, commit_id)
  )`,
  "create index release_commits_commit on release_commits (commit_id)",
  `create table release_activities (
    id ${id},
    release_id integer not null references releases (id) on delete cascade,
    type text not null,
    user_id integer references users (id) on delete set null,
    ident text not null,
    data text not null,
    created_at bigint not null,
    unique (release_id, ident)
  )`,
  `create table deploys (
    id ${id},
    release_id integer not null references releases (id) on delete cascade,
    environment text not null,
    name text,
    url text,
    date_started bigint,
    date_finished bigint not null
  )`,
  "create index deploys_release on deploys (release_id, date_finished)",
  `create table deploy_projects (
    deploy_id integer not null references deploys (id) on delete cascade,
    project_id integer not null references projects (id) on delete cascade,
    primary key (deploy_id, project_id)
  )`,
  "create index deploy_projects_project on deploy_projects (project_id)",
  `create table release_hours (
    release_id integer not null references releases (id) on delete cascade,
    hour bigint not null,
    events integer not null,
    primary key (release_id, hour)
  )`,
  "create index release_hours_hour on release_hours (hour)",
];
