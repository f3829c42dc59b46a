#!/bin/sh
# status | up | down ID: applies the numbered files in migrations/, each in a transaction with its row in the table migration.
set -eu
cd "$(dirname "$0")"
psql=psql
for found in /usr/lib/postgresql/*/bin/psql; do [ -x "$found" ] && psql=$found; done
sql() { "$psql" -X -A -t -q -v ON_ERROR_STOP=1 "$@"; }

applied() {
  sql <<'SQL'
select to_regclass('migration') is not null as present \gset
\if :present
select id from migration order by id;
\endif
SQL
}

each() { for file in migrations/*.up.sql; do basename "$file" .up.sql; done; }
has() { case "
$1
" in *"
$2
"*) return 0 ;; esac; return 1; }

done=$(applied)
case $1 in
status)
  for id in $(each); do if has "$done" "$id"; then echo "applied $id"; else echo "pending $id"; fi; done
  ;;
up)
  [ -n "$done" ] || sql -c 'set client_min_messages = warning; create table if not exists migration (id text primary key)'
  for id in $(each); do
    has "$done" "$id" || sql --single-transaction -f "migrations/$id.up.sql" -c "insert into migration values ('$id')"
  done
  ;;
down)
  for id in $(each | sort -r); do
    [ "$id" != "$2" ] || break
    ! has "$done" "$id" ||
      sql --single-transaction -f "migrations/$id.down.sql" -c "delete from migration where id = '$id'"
  done
  ;;
esac
