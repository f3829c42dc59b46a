--liquibase formatted sql
--changeset musicgraph:0005-record-version
--comment: counts the changes of each genre and band, so that nobody overwrites one that they haven't seen
alter table genre add column version integer not null default 0;
alter table band add column version integer not null default 0;
--rollback alter table band drop column version;
--rollback alter table genre drop column version;
