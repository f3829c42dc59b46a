--liquibase formatted sql
--changeset musicgraph:0002-band
create table band (
  id varchar(50) not null,
  name varchar(100) not null,
  primary_genre_id varchar(50) not null,
  constraint band_pk primary key (id),
  constraint band_id_is_a_slug check (id ~ '^[a-z0-9-]+$')
);
create table band_genre (
  band_id varchar(50) not null,
  genre_id varchar(50) not null,
  constraint band_genre_pk primary key (band_id, genre_id),
  constraint band_genre_band_fk foreign key (band_id) references band (id) on delete cascade,
  constraint band_genre_genre_fk foreign key (genre_id) references genre (id)
);
create index band_genre_genre on band_genre (genre_id);
alter table band add constraint band_primary_genre_is_a_genre_of_it
  foreign key (id, primary_genre_id) references band_genre (band_id, genre_id)
  deferrable initially deferred;
--rollback alter table band drop constraint band_primary_genre_is_a_genre_of_it;
--rollback drop table band_genre;
--rollback drop table band;
