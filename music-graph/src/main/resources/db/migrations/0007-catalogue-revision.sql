--liquibase formatted sql
--changeset musicgraph:0007-catalogue-revision splitStatements:false
--comment: one number that grows with every transaction that changes the catalogue, whoever runs it
create table catalogue_revision (
  singleton boolean not null default true,
  revision bigint not null,
  constraint catalogue_revision_pk primary key (singleton),
  constraint catalogue_revision_is_one_row check (singleton)
);
insert into catalogue_revision (revision) values ((extract(epoch from clock_timestamp()) * 1000000)::bigint);

-- At least the time in microseconds: a database that was restored from a backup must not come to a number that it
-- has had before, with other content. Once in a transaction, or an import would leave thousands of dead rows behind.
create function catalogue_changed() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('musicgraph.catalogue_changed', true), '') <> 'yes' then
    update catalogue_revision
      set revision = greatest(revision + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint);
    perform set_config('musicgraph.catalogue_changed', 'yes', true);
  end if;
  return null;
end
$$;

create trigger genre_changed after insert or update or delete or truncate on genre
  for each statement execute function catalogue_changed();
create trigger genre_parent_changed after insert or update or delete or truncate on genre_parent
  for each statement execute function catalogue_changed();
create trigger genre_relation_changed after insert or update or delete or truncate on genre_relation
  for each statement execute function catalogue_changed();
create trigger band_changed after insert or update or delete or truncate on band
  for each statement execute function catalogue_changed();
create trigger band_genre_changed after insert or update or delete or truncate on band_genre
  for each statement execute function catalogue_changed();
--rollback drop trigger band_genre_changed on band_genre;
--rollback drop trigger band_changed on band;
--rollback drop trigger genre_relation_changed on genre_relation;
--rollback drop trigger genre_parent_changed on genre_parent;
--rollback drop trigger genre_changed on genre;
--rollback drop function catalogue_changed();
--rollback drop table catalogue_revision;
