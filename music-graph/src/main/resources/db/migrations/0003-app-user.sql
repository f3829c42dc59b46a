--liquibase formatted sql
--changeset musicgraph:0003-app-user
create table app_user (
  id bigint generated always as identity,
  username varchar(80) not null,
  email varchar(120) not null,
  password_hash varchar(200) not null,
  admin boolean not null default false,
  created timestamptz not null default now(),
  constraint app_user_pk primary key (id)
);
create unique index app_user_username on app_user (lower(username));
create unique index app_user_email on app_user (lower(email));
--rollback drop table app_user;
