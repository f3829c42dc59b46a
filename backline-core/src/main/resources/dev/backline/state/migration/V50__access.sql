create table access_token (
  name       text    not null primary key,
  hash       text    not null unique, -- SHA-256, hexadecimal
  created_at integer not null
);
