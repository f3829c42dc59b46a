#!/bin/sh
# status | up | down ID: the files in migrations/ in the order of their names, each in one transaction with its row in the
# table "schema_migrations". IDs are the files' names without .up.sql.
set -eu
cd "$(dirname "$0")"

sql() { psql --no-psqlrc --no-align --tuples-only --quiet --set=ON_ERROR_STOP=1 "$@"; }

applied() {
  if [ -n "$(sql --command="select to_regclass('schema_migrations')")" ]; then sql --command='select id from schema_migrations order by id'; fi
}

contains() { # lines, line
  printf '%s\n' "$1" | grep --quiet --line-regexp --fixed-strings -- "$2"
}

ids() { for file in migrations/*.up.sql; do basename "$file" .up.sql; done; }

done=$(applied)
case ${1-} in
  status)
    for id in $(ids); do
      if contains "$done" "$id"; then echo "applied $id"; else echo "pending $id"; fi
    done
    ;;
  up)
    sql --command='set client_min_messages = warning' --command='create table if not exists schema_migrations (id text primary key)'
    for id in $(ids); do
      contains "$done" "$id" ||
        sql --single-transaction --file="migrations/$id.up.sql" --command="insert into schema_migrations values ('$id')"
    done
    ;;
  down)
    for id in $(ids | sort --reverse); do
      if [ "$id" = "$2" ]; then break; fi
      ! contains "$done" "$id" ||
        sql --single-transaction --file="migrations/$id.down.sql" --command="delete from schema_migrations where id = '$id'"
    done
    ;;
  *)
    echo 'usage: migrate.sh status | up | down ID' >&2
    exit 2
    ;;
esac
