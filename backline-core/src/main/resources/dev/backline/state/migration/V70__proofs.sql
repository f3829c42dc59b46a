-- What the rehearsal of a run has shown, as JSON.
create table proof (
  run     integer not null primary key references run (id),
  made_at integer not null,
  content text    not null
);

-- Why somebody let a run go on, where they said so.
alter table approval add column because text not null default '';
