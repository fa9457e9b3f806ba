export const access = (id: string) => [
  `create table sessions (
    id ${id},
    secret_hash text not null unique,
    user_id integer not null references users (id) on delete cascade,
    created_at bigint not null,
    last_used_at bigint not null
  )`,
  "create index sessions_user on sessions (user_id)",
  `create table login_attempts (
    id ${id},
    email text not null,
    address text not null,
    attempted_at bigint not null
  )`,
  "create index login_attempts_email on login_attempts (email, attempted_at)",
  "create index login_attempts_address on login_attempts (address, attempted_at)",
  `create table audit_log (
    id ${id},
    organization_id integer not null references organizations (id) on delete cascade,
    event text not null,
    user_id integer references users (id) on delete set null,
    actor text not null,
    address text,
    target text not null,
    data text not null,
    created_at bigint not null
  )`,
  "create index audit_log_organization on audit_log (organization_id, id)",
  "create index audit_log_event on audit_log (organization_id, event, id)",
  "create index audit_log_user on audit_log (user_id)",
];
