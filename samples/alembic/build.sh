#!/bin/sh
set -eu
rm -rf out
mkdir out
cp -R app.py migrate.py alembic.ini migrations out/
find out -name __pycache__ -type d -prune -exec rm -rf {} +
