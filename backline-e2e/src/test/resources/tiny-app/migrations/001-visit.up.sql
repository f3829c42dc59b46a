create table visit (id bigserial primary key, note text not null);
