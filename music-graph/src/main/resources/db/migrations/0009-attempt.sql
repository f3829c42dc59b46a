--liquibase formatted sql
--changeset musicgraph:0009-attempt
--comment: tries of the last minute, so that their limit holds over all instances
create table attempt (
  id bigint generated always as identity,
  action varchar(20) not null,
  client varchar(64) not null,
  at timestamptz not null default clock_timestamp(),
  constraint attempt_pk primary key (id)
);
create index attempt_client on attempt (action, client, at);
create index attempt_at on attempt (at);
--rollback drop table attempt;
