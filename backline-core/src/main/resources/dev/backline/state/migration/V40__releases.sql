-- What runs or ran in an environment, one row a deployment that came as far as trying to go live.
create table release (
  app                text    not null,
  environment        text    not null,
  number             integer not null, -- 1 and up in each environment, in the order of their making
  run                integer not null references run (id),
  version            text,
  label              text    not null,
  artifact           text    not null,
  commit_id          text    not null,
  configuration      text    not null,
  migrations         text    not null, -- JSON array of names, in the order they were applied
  schema_fingerprint text,
  slot               text,
  deployed_at        integer not null, -- epoch milliseconds; when it last went live, or failed to
  state              text    not null check (state in ('LIVE', 'SUPERSEDED', 'UNDONE', 'FAILED')),
  primary key (app, environment, number),
  unique (app, environment, run)
);

create unique index release_live on release (app, environment) where state = 'LIVE';

-- A version that was ever live is never given again; one that never was may be.
create unique index release_version on release (app, environment, version)
  where state <> 'FAILED' and version is not null;
