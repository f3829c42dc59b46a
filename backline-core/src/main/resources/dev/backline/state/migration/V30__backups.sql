-- The index of backups; each backup's manifest.json holds the truth about it.
create table backup (
  app           text   not null,
  environment   text   not null,
  id            text   not null, -- its folder's name
  release_label text   not null,
  commit_id     text   not null,
  state         text   not null check (state in ('UNPROVEN', 'PROVEN', 'FAILED', 'UNVERIFIABLE')),
  started_at    bigint not null, -- epoch milliseconds, as every time here
  ended_at      bigint not null,
  bytes         bigint not null,
  row_count     bigint not null,
  checked_at    bigint not null,
  detail        text   not null,
  primary key (app, environment, id)
);
