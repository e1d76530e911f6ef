#!/usr/bin/env bash
. "$(dirname "$0")/../lib.sh"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { echo "PostgreSQL is missing: install postgresql"; exit 1; }
go_program miniflux.app/v2@v2.3.5
