--liquibase formatted sql
--changeset musicgraph:0008-place
--comment: where each node of the map lies, and for which revision of the catalogue that was worked out
create table place (
  node varchar(60) not null,
  x double precision not null,
  y double precision not null,
  beside varchar(50),
  constraint place_pk primary key (node)
);
create table place_revision (
  singleton boolean not null default true,
  revision bigint not null,
  constraint place_revision_pk primary key (singleton),
  constraint place_revision_is_one_row check (singleton)
);
insert into place_revision (revision) values (0);
--rollback drop table place_revision;
--rollback drop table place;
