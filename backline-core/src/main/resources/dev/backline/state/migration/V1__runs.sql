-- A run: one execution of a pipeline, from being asked for to its end.
create table run (
  id                integer primary key autoincrement,
  app               text    not null,
  environment       text    not null,
  kind              text    not null,
  parameters        text    not null,
  requested_by      text    not null,
  requested_at      integer not null, -- epoch milliseconds, as every time here
  supersede_key     text,
  status            text    not null,
  superseded_by     integer references run (id),
  cancel_requested  text,
  started_at        integer,
  ended_at          integer,
  failure           text
);
create index run_by_target on run (app, environment, status);

-- Who may change an environment. The row stays for ever: the token only grows.
create table lease (
  app          text    not null,
  environment  text    not null,
  token        integer not null,
  owner        text,
  heartbeat_at integer,
  primary key (app, environment)
);

create table journal (
  run     integer not null references run (id),
  seq     integer not null,
  at      integer not null,
  token   integer not null,
  type    text    not null,
  version integer not null,
  body    text    not null,
  primary key (run, seq)
) without rowid;

create trigger journal_is_append_only_update before update on journal
begin select raise(abort, 'the journal is append-only'); end;

create table output (
  run  integer not null references run (id),
  seq  integer not null,
  at   integer not null,
  step text,
  line text    not null,
  primary key (run, seq)
) without rowid;
