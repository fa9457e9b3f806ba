export const deliveriesAndJobs = (id: string, bytes: string) => [
  `create table deliveries (
    id ${id},
    organization_id integer not null references organizations (id) on delete cascade,
    integration_id integer not null references integrations (id) on delete cascade,
    repository_id integer not null references repositories (id) on delete cascade,
    request_id text,
    event_key text not null,
    headers text not null,
    verdict text not null,
    state text not null,
    reason text,
    received_at bigint not null,
    replayed_at bigint,
    finished_at bigint,
    body ${bytes} not null,
    unique (repository_id, request_id)
  )`,
  "create index deliveries_organization on deliveries (organization_id, id)",
  "create index deliveries_integration on deliveries (integration_id, id)",
  "create index deliveries_repository on deliveries (repository_id, id)",
  // Of what is in few rows alone: the rest is found by going through the others.
  `create index deliveries_rare_state on deliveries (organization_id, state, id)
    where state <> 'processed'`,
  `create index deliveries_rare_event on deliveries (organization_id, event_key, id)
    where event_key <> 'repo:refs_changed'`,
  "create index deliveries_finished on deliveries (finished_at) where finished_at is not null",
  `create table refused_deliveries (
    id ${id},
    organization_id integer not null references organizations (id) on delete cascade,
    integration_id integer not null references integrations (id) on delete cascade,
    repository_id integer references repositories (id) on delete cascade,
    reason text not null,
    event_key text not null,
    alike text not null unique,
    count integer not null,
    first_at bigint not null,
    last_at bigint not null,
    address text not null,
    request_id text,
    user_agent text,
    size bigint
  )`,
  "create index refused_deliveries_last on refused_deliveries (organization_id, last_at, id)",
  "create index refused_deliveries_integration on refused_deliveries (integration_id)",
  "create index refused_deliveries_repository on refused_deliveries (repository_id)",
  `create table lanes (
    name text primary key,
    organization_id integer references organizations (id) on delete cascade,
    integration_id integer references integrations (id) on delete cascade,
    next_run_at bigint,
    leased_by text,
    leased_until bigint not null default 0
  )`,
  "create index lanes_next on lanes (next_run_at) where next_run_at is not null",
  "create index lanes_organization on lanes (organization_id, name)",
  "create index lanes_integration on lanes (integration_id)",
  `create table jobs (
    id ${id},
    lane text not null references lanes (name) on delete cascade,
    kind text not null,
    dedupe_key text,
    request_id text,
    payload text not null,
    state text not null,
    attempts integer not null default 0,
    run_at bigint not null,
    started_at bigint,
    last_error text,
    created_at bigint not null,
    finished_at bigint
  )`,
  "create unique index jobs_dedupe_key on jobs (dedupe_key) where dedupe_key is not null",
  "create index jobs_lane on jobs (lane, state, id)",
  "create index jobs_set_aside on jobs (id) where state = 'set_aside'",
  "create index jobs_done on jobs (finished_at) where state = 'done'",
  `create table job_attempts (
    id ${id},
    job_id integer not null references jobs (id) on delete cascade,
    started_at bigint not null,
    finished_at bigint,
    error text
  )`,
  "create index job_attempts_job on job_attempts (job_id, id)",
  `create table job_samples (
    organization_id integer not null references organizations (id) on delete cascade,
    taken_at bigint not null,
    waiting integer not null,
    lanes integer not null,
    oldest_age bigint,
    set_aside integer not null,
    primary key (organization_id, taken_at)
  )`,
  "create index job_samples_taken on job_samples (taken_at)",
  `create table schedules (
    name text primary key,
    next_run_at bigint not null
  )`,
];
