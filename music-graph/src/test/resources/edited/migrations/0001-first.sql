--liquibase formatted sql logicalFilePath:0001-first.sql
--changeset musicgraph:0001-first
create table first_one (id bigint);
--rollback drop table first_one;
