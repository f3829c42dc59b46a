--liquibase formatted sql
--changeset musicgraph:0006-genre-relation
--comment: what a genre is besides a sub-genre: a fusion of others, or influenced by them
create table genre_relation (
  genre_id varchar(50) not null,
  other_id varchar(50) not null,
  kind varchar(12) not null,
  constraint genre_relation_pk primary key (genre_id, other_id, kind),
  constraint genre_relation_genre_fk foreign key (genre_id) references genre (id) on delete cascade,
  constraint genre_relation_other_fk foreign key (other_id) references genre (id) on delete cascade,
  constraint genre_relation_kind_is_known check (kind in ('fusion', 'influence')),
  constraint genre_relation_is_to_another check (genre_id <> other_id)
);
create index genre_relation_other on genre_relation (other_id);
--rollback drop table genre_relation;
