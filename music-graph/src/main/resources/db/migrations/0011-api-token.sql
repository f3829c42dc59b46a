--liquibase formatted sql
--changeset musicgraph:0011-api-token
create table api_token (
  id bigint generated always as identity,
  user_id bigint not null,
  name varchar(100) not null,
  hash char(64) not null,
  created timestamptz not null default now(),
  expires timestamptz,
  last_used timestamptz,
  constraint api_token_pk primary key (id),
  constraint api_token_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
create unique index api_token_hash on api_token (hash);
create index api_token_user on api_token (user_id);
--rollback drop table api_token;
