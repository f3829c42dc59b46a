create table album (id bigint generated always as identity primary key, title text not null);
insert into album (title) values ('The Story of Simon Simopath');
