-- A run may ask twice: before it migrates, and when it can't tell how its release does.
create table approval_by_step (
  run         integer not null references run (id),
  step        text    not null,
  approved_by text    not null,
  approved_at integer not null,
  because     text    not null default '',
  primary key (run, step)
);
insert into approval_by_step (run, step, approved_by, approved_at, because)
  select run, 'await-approval', approved_by, approved_at, because from approval;
drop table approval;
alter table approval_by_step rename to approval;
