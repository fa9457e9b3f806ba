export const upstreams = (bytes: string) => [
  `create table upstreams (
    organization_id integer primary key references organizations (id) on delete cascade,
    connection_id text not null,
    base_url text not null,
    region_url text,
    slug text not null unique,
    remote_id text,
    sealed_token ${bytes} not null,
    verify_ssl integer not null,
    ca_certificate text,
    account text not null,
    scopes text not null,
    shortcomings text not null,
    checked_at bigint not null,
    pause_code text,
    pause_reason text,
    paused_at bigint,
    poll_cursor text,
    created_at bigint not null,
    updated_at bigint not null
  )`,
];
