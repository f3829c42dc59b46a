--liquibase formatted sql logicalFilePath:0002-final.sql
--changeset musicgraph:0002-final
create table second_one (id int);
