export const tags = () => [
  `create table issue_tags (
    issue_id integer not null references issues (id) on delete cascade,
    key text not null,
    value text not null,
    times_seen integer not null,
    first_seen bigint not null,
    last_seen bigint not null,
    primary key (issue_id, key, value)
  )`,
  "create index issue_tags_value on issue_tags (key, value, issue_id)",
  `create table issue_tag_keys (
    issue_id integer not null references issues (id) on delete cascade,
    key text not null,
    values_seen integer not null,
    times_seen integer not null,
    primary key (issue_id, key)
  )`,
];
