export const integrations = (id: string, bytes: string) => [
  `create table key_checks (
    sealed ${bytes} not null
  )`,
  `create table integrations (
    id ${id},
    organization_id integer not null references organizations (id) on delete cascade,
    provider text not null,
    external_id text not null,
    name text not null,
    metadata text not null,
    pause_code text,
    pause_reason text,
    paused_at bigint,
    installer_id integer references users (id) on delete set null,
    checked_at bigint,
    findings text,
    created_at bigint not null,
    updated_at bigint not null,
    unique (organization_id, provider, external_id)
  )`,
  `create table identities (
    id ${id},
    integration_id integer not null unique references integrations (id) on delete cascade,
    user_id integer references users (id) on delete set null,
    type text not null,
    sealed_credentials ${bytes} not null,
    expires_at bigint,
    updated_at bigint not null
  )`,
  `create table pipelines (
    id ${id},
    organization_id integer not null references organizations (id) on delete cascade,
    user_id integer not null references users (id) on delete cascade,
    provider text not null,
    integration_id integer references integrations (id) on delete cascade,
    step text not null,
    request_token_hash text unique,
    session_id integer,
    sealed_state ${bytes} not null,
    created_at bigint not null,
    taken_at bigint,
    unique (organization_id, user_id)
  )`,
  "create index pipelines_integration on pipelines (integration_id)",
  `create table repositories (
    id ${id},
    organization_id integer not null references organizations (id) on delete cascade,
    integration_id integer references integrations (id) on delete cascade,
    external_id text,
    name text not null,
    project_key text,
    slug text,
    url text,
    clone_url text,
    ssh_clone_url text,
    hook_id bigint,
    hook_url text,
    sealed_hook_secret ${bytes},
    sealed_next_hook_secret ${bytes},
    hook_state text not null,
    hook_detail text,
    hook_seen_at bigint,
    created_at bigint not null,
    updated_at bigint not null,
    unique (integration_id, external_id)
  )`,
  `create table link_batches (
    id ${id},
    integration_id integer not null unique references integrations (id) on delete cascade,
    created_at bigint not null
  )`,
  `create table batched_links (
    batch_id integer not null references link_batches (id) on delete cascade,
    name text not null,
    state text not null,
    reason text,
    primary key (batch_id, name)
  )`,
  `create table reconciles (
    repository_id integer primary key references repositories (id) on delete cascade,
    next_at bigint not null,
    finished_at bigint,
    missed integer not null default 0,
    ref_change_id bigint,
    default_branch text,
    default_branch_sha text,
    thorough_at bigint,
    hook_doubted_at bigint,
    is_hook_doubted integer not null default 0
  )`,
  "create index reconciles_next on reconciles (next_at)",
  "create index repositories_name on repositories (organization_id, lower(name))",
  `create unique index repositories_unlinked on repositories (organization_id, lower(name))
    where integration_id is null`,
  `create table code_mappings (
    id ${id},
    project_id integer not null references projects (id) on delete cascade,
    repository_id integer not null references repositories (id) on delete cascade,
    stack_root text not null,
    source_root text not null,
    default_branch text not null,
    created_at bigint not null,
    updated_at bigint not null,
    unique (project_id, stack_root)
  )`,
  "create index code_mappings_repository on code_mappings (repository_id)",
];
