--liquibase formatted sql logicalFilePath:0003-third.sql
--changeset musicgraph:0003-third
create table third_one (id int);
--rollback drop table third_one;
