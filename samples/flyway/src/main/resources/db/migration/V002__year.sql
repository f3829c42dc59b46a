alter table album add column year integer;
update album set year = 1967 where title = 'The Story of Simon Simopath';
