--liquibase formatted sql
--changeset musicgraph:0001-genre
create table genre (
  id varchar(50) not null,
  name varchar(100) not null,
  type varchar(12) not null,
  primary_parent_id varchar(50),
  constraint genre_pk primary key (id),
  constraint genre_id_is_a_slug check (id ~ '^[a-z0-9-]+$'),
  constraint genre_type_is_known check (type in ('root', 'intermediate', 'leaf'))
);
create table genre_parent (
  genre_id varchar(50) not null,
  parent_id varchar(50) not null,
  constraint genre_parent_pk primary key (genre_id, parent_id),
  constraint genre_parent_genre_fk foreign key (genre_id) references genre (id) on delete cascade,
  constraint genre_parent_parent_fk foreign key (parent_id) references genre (id),
  constraint genre_parent_is_another check (genre_id <> parent_id)
);
create index genre_parent_parent on genre_parent (parent_id);
alter table genre add constraint genre_primary_parent_is_a_parent
  foreign key (id, primary_parent_id) references genre_parent (genre_id, parent_id)
  deferrable initially deferred;
--rollback alter table genre drop constraint genre_primary_parent_is_a_parent;
--rollback drop table genre_parent;
--rollback drop table genre;
