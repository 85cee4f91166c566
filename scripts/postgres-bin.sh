#!/usr/bin/env bash
# Prints the folder of PostgreSQL's server programs, the newest version. Debian keeps them off the PATH.
set -euo pipefail

initdb=$(command -v initdb || find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
[ -n "$initdb" ] && dirname "$(readlink -f "$initdb")"
