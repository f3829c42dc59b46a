--liquibase formatted sql
--changeset musicgraph:0012-origin
--comment: what imports brought, and how far an import of a big file has come
-- No foreign key to genre or band: what an administrator deleted stays known, so that the next import doesn't bring it back.
create table origin (
  source varchar(20) not null,
  external_id varchar(60) not null,
  kind varchar(10) not null,
  id varchar(50) not null,
  constraint origin_pk primary key (kind, source, external_id),
  constraint origin_kind_is_known check (kind in ('genre', 'band'))
);
create index origin_thing on origin (kind, id);
create table import_file (
  source varchar(20) not null,
  identity varchar(120) not null,
  name text not null,
  bytes bigint not null default 0,
  lines bigint not null default 0,
  unreadable bigint not null default 0,
  complete boolean not null default false,
  constraint import_file_pk primary key (source, identity)
);
create table import_item (
  source varchar(20) not null,
  identity varchar(120) not null,
  position bigint not null,
  kind varchar(10) not null,
  external_id varchar(60) not null,
  name text not null,
  constraint import_item_pk primary key (source, identity, position)
);
create table import_link (
  source varchar(20) not null,
  identity varchar(120) not null,
  position bigint not null,
  place int not null,
  kind varchar(12) not null,
  other varchar(60) not null,
  constraint import_link_pk primary key (source, identity, position, place)
);
--rollback drop table import_link;
--rollback drop table import_item;
--rollback drop table import_file;
--rollback drop table origin;
