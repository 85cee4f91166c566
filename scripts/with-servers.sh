#!/usr/bin/env bash
# Runs a command beside private development servers: `scripts/with-servers.sh NUMBER COMMAND...`.
# The command finds the program in ROUNDS, the servers' addresses in SERVER_URLS and their data folders in
# SERVER_DATA_DIRS, both in the same order with a space between. Servers and folders go when the command ends.
# SERVER_TITLES may say what the instances are called, with a semicolon between.
set -euo pipefail

number=$1
shift
# An ffmpeg for tests, where none is installed.
export PATH=$PATH:$PWD/.test/bin
ROUNDS=$(realpath "${CARGO_TARGET_DIR:-target}/debug/rounds")
folder=$(mktemp -d)
IFS=';' read -ra titles <<<"${SERVER_TITLES:-}"
pids=()
urls=()
data_dirs=()

stop() {
    local pid
    for pid in "${pids[@]}"; do
        if kill "$pid" 2>/dev/null; then wait "$pid" || true; fi
    done
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

answers() {
    (exec 3<>"/dev/tcp/localhost/$1") 2>/dev/null
}

# A server's port is part of its name, so it is drawn before the start; one that is taken is passed over.
start() {
    local port=$((RANDOM % 10000 + 20000)) data_dir=$folder/$1
    while answers "$port"; do port=$((port + 1)); done
    ROUNDS_INSTANCE__TITLE=${titles[$1 - 1]:-Rounds} "$ROUNDS" serve --dev --port "$port" --data-dir "$data_dir" >"$folder/log-$1" 2>&1 &
    pids+=($!)
    urls+=("http://localhost:$port")
    data_dirs+=("$data_dir")
    until answers "$port"; do
        kill -0 "${pids[-1]}" 2>/dev/null || { cat "$folder/log-$1" >&2; return 1; }
        sleep 0.1
    done
}

for ((i = 1; i <= number; i++)); do start "$i"; done

code=0
ROUNDS=$ROUNDS SERVER_URLS=${urls[*]} SERVER_DATA_DIRS=${data_dirs[*]} "$@" || code=$?
[ "$code" -eq 0 ] || tail -n 50 "$folder"/log-* >&2
exit "$code"
