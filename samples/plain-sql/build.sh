#!/bin/sh
set -eu
rm -rf out
mkdir out
cp -R migrate.sh migrations public out/
