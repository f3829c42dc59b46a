#!/bin/sh
# The part of the official image's contract that Backline relies on
# (https://github.com/docker-library/docs/tree/master/postgres).
set -eu

if [ "${1:-}" != postgres ]; then
  exec "$@"
fi

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" /var/run/postgresql
  chmod 700 "$PGDATA"
  chown -R postgres: "$PGDATA" /var/run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

user=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-$user}

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  password=${POSTGRES_PASSWORD:-}
  if [ -n "${POSTGRES_PASSWORD_FILE:-}" ]; then
    password=$(cat "$POSTGRES_PASSWORD_FILE")
  fi
  if [ -z "$password" ]; then
    echo "Error: Database is uninitialized and superuser password is not specified." >&2
    exit 1
  fi
  printf '%s\n' "$password" >/tmp/password
  # shellcheck disable=SC2086
  initdb --pgdata="$PGDATA" --username="$user" --pwfile=/tmp/password --no-sync ${POSTGRES_INITDB_ARGS:-}
  rm /tmp/password
  echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
  if [ "$database" != postgres ]; then
    pg_ctl -D "$PGDATA" -w -o "-c listen_addresses=''" start
    printf 'CREATE DATABASE :"name";\n' |
      psql --username="$user" --dbname=postgres --set=ON_ERROR_STOP=1 --set=name="$database"
    pg_ctl -D "$PGDATA" -w -m fast stop
  fi
fi

exec "$@" -c "listen_addresses=*"
