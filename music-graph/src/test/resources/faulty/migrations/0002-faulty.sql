--liquibase formatted sql logicalFilePath:0002-faulty.sql
--changeset musicgraph:0002-faulty
create table half_way (id int);
insert into no_such_table values (1);
--rollback drop table half_way;
