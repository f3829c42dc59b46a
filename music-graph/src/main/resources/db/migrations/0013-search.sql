--liquibase formatted sql
--changeset musicgraph:0013-search splitStatements:false rollbackSplitStatements:false
--comment: names as people type them, with trigrams to forgive errors
-- Trusted since PostgreSQL 13: the database's owner may create it. The role that does owns it, so that it can restore
-- its own backups; where an administrator has created it, it is theirs and stays.
do $$
begin
  if not exists (select from pg_available_extensions where name = 'pg_trgm') then
    raise exception 'PostgreSQL''s extension pg_trgm is not on the database server; install its contrib modules'
      ' (Debian: postgresql-%, Red Hat: postgresql-contrib)', current_setting('server_version_num')::int / 10000;
  end if;
  if not exists (select from pg_extension where extname = 'pg_trgm') then
    create extension pg_trgm;
  end if;
exception when insufficient_privilege then
  raise exception 'the role % may not create the extension pg_trgm; let an administrator run'
    ' "create extension pg_trgm" in this database, or grant create on it', current_user;
end
$$;

-- Accents off, lower case, punctuation to spaces: Motörhead is motorhead, AC/DC is ac dc. The same under every locale of
-- the database, also under C, which knows no letters but those of ASCII.
create function search_key(name text) returns text language sql immutable strict parallel safe as $$
  select trim(regexp_replace(
    translate(
      replace(replace(replace(replace(
        lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f''’.]', '', 'g')),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'Æ', 'ae'),
      'øØłŁđĐðÐ', 'oolldddd'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2010-\u2027]+', ' ', 'g'))
$$;

alter table genre add column search_key text generated always as (search_key(name)) stored;
alter table band add column search_key text generated always as (search_key(name)) stored;
create index genre_search on genre using gin (search_key gin_trgm_ops);
create index band_search on band using gin (search_key gin_trgm_ops);
--rollback drop index band_search;
--rollback drop index genre_search;
--rollback alter table band drop column search_key;
--rollback alter table genre drop column search_key;
--rollback drop function search_key(text);
--rollback do $$ begin if exists (select from pg_extension where extname = 'pg_trgm' and extowner = current_user::regrole) then drop extension pg_trgm; end if; end $$;
