export const accounts = (id: string) => [
  `create table organizations (
    id ${id},
    slug text not null unique,
    name text not null,
    resolve_on text not null,
    created_at bigint not null
  )`,
  `create table users (
    id ${id},
    email text not null unique,
    name text not null,
    password_hash text not null,
    password_for_once_until bigint,
    created_at bigint not null
  )`,
  `create table members (
    id ${id},
    organization_id integer not null references organizations (id) on delete cascade,
    user_id integer not null references users (id) on delete cascade,
    role text not null,
    unique (organization_id, user_id)
  )`,
  "create index members_user on members (user_id)",
  `create table tokens (
    id ${id},
    token_hash text not null unique,
    last_characters text not null,
    user_id integer references users (id) on delete cascade,
    organization_id integer references organizations (id) on delete cascade,
    name text not null,
    scopes text not null,
    created_at bigint not null,
    last_used_at bigint,
    check ((user_id is null) <> (organization_id is null))
  )`,
  "create index tokens_user on tokens (user_id)",
  "create index tokens_organization on tokens (organization_id)",
];
