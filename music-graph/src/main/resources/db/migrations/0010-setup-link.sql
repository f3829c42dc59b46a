--liquibase formatted sql
--changeset musicgraph:0010-setup-link
--comment: links by which the first administrator is made, while there is none; only what they hash to
create table setup_link (
  token_hash char(64) not null,
  expires timestamptz not null,
  constraint setup_link_pk primary key (token_hash)
);
--rollback drop table setup_link;
