#!/usr/bin/env bash
# Runs a command beside a private PostgreSQL server: `scripts/with-postgres.sh [--durable] COMMAND...`.
# The command finds the server in ROUNDS_TEST_DATABASE_URL. The server lives in a temporary folder, answers on
# loopback only and goes when the command ends, however that is. It does not wait for the disk unless --durable.
set -euo pipefail

settings="-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=400"
if [ "${1-}" = --durable ]; then
    shift
else
    settings+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
fi

bin=$("$(dirname "$0")/postgres-bin.sh")
folder=$(mktemp -d)

# PostgreSQL refuses to run as root.
as_server() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd "$folder" && runuser -u nobody -- "$@")
    else
        (cd "$folder" && "$@")
    fi
}

# pg_ctl stops the process whose id stands in this folder, and no other.
stop() {
    [ ! -f "$folder/data/postmaster.pid" ] || as_server "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Nothing can reserve a port for another process: draw one, and draw again if somebody else has it.
start() {
    for _ in 1 2 3 4 5; do
        port=$((RANDOM % 10000 + 20000)) # below the ports that the kernel hands out by itself
        as_server "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -o "$settings -c port=$port" -w start >/dev/null && return
    done
    cat "$folder/log" >&2
    return 1
}

[ "$(id -u)" -ne 0 ] || chown nobody "$folder"
as_server "$bin/initdb" -D "$folder/data" -U rounds -A trust -E UTF8 --no-locale --no-sync >/dev/null
start

ROUNDS_TEST_DATABASE_URL="postgres://rounds@127.0.0.1:$port/postgres" "$@"
