#!/bin/sh
# A migration tool that keeps what is applied in the file "applied" and knows the migrations in "all".
# FAIL_AT=ID fails before that one; SILENT=1 ends well and does nothing; NAP=SECONDS sleeps first.
touch applied
case "$1" in
  status)
    echo "the fake tool, version 1"
    while read -r id; do
      if grep -qx -- "$id" applied; then echo "applied $id"; else echo "pending $id"; fi
    done < all ;;
  up)
    echo start >> runs
    [ -n "$NAP" ] && sleep "$NAP"
    [ -n "$SILENT" ] && exit 0
    while read -r id; do
      if [ "$id" = "$FAIL_AT" ]; then
        echo "connecting with $DATABASE_PASSWORD" >&2
        echo "ERROR: column \"age\" does not exist" >&2
        exit 1
      fi
      grep -qx -- "$id" applied || { echo "$id" >> applied; echo "applied $id"; }
    done < all
    echo end >> runs ;;
  down)
    echo "down to $2" >> runs
    [ -n "$SILENT" ] && exit 0
    : > left
    if [ "$2" != none ]; then
      while read -r id; do echo "$id" >> left; [ "$id" = "$2" ] && break; done < applied
    fi
    mv left applied ;;
esac
