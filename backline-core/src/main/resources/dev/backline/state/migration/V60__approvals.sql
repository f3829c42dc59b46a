-- That a person let a waiting run go on.
create table approval (
  run         integer not null primary key references run (id),
  approved_by text    not null,
  approved_at integer not null
);
