#!/usr/bin/env bash
# Runs the stages of `make test`, or those it is given: `scripts/test.sh fmt sqlite`.
# A failing stage does not stop the next one. At the end come the minutes of each stage and one line of counts.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

every_stage=(fmt clippy deny build sqlite postgres fuzz clients peer oidc pages)
logs=.test/logs
# What need.sh brings for tests alone.
export PATH=$PATH:$PWD/.test/bin

needs() {
    case $1 in
        fmt | clippy) echo cargo cc clippy ;;
        deny) echo cargo cc cargo-deny ;;
        build | fuzz) echo cargo cc ;;
        sqlite) echo cargo cc python ffmpeg ;;
        postgres) echo cargo cc postgres python ffmpeg ;;
        clients | peer | oidc) echo cargo cc python node ffmpeg ;;
        pages) echo cargo cc python node chromium ffmpeg ;;
    esac
}

run() {
    case $1 in
        tools) scripts/need.sh "${tools[@]}" ;;
        fmt) cargo fmt --all --check ;;
        clippy) cargo clippy --locked --workspace --all-targets -- -D warnings ;;
        deny) cargo deny --log-level error --locked --workspace check bans licenses sources ;;
        # The journeys with child processes need the binary itself.
        build) cargo build --locked --workspace --bins && cargo test --locked --workspace --no-run ;;
        sqlite) cargo test --locked --workspace --no-fail-fast ;;
        postgres) scripts/with-postgres.sh cargo test --locked --workspace --no-fail-fast ;;
        fuzz) scripts/fuzz.sh once ;;
        clients) scripts/clients.sh ;;
        peer) scripts/peer.sh ;;
        oidc) scripts/oidc.sh ;;
        pages) scripts/pages.sh ;;
        *) echo "There is no stage '$1'." >&2; return 2 ;;
    esac
}

stage() {
    local began=$SECONDS verdict=passed
    printf '\n== %s\n' "$1"
    run "$1" 2>&1 | tee "$logs/$1"
    [ "${PIPESTATUS[0]}" -eq 0 ] || verdict=FAILED
    table+=$(printf '%-10s %5s  %s' "$1" "$(minutes $((SECONDS - began)))" "$verdict")$'\n'
    [ "$verdict" = passed ] || status=1
    [ "$verdict" = passed ]
}

minutes() {
    printf '%d.%d' $(($1 / 60)) $(($1 % 60 / 6))
}

# How often the test runners' closing lines say `N passed` or `N failed`; that of Node.js says `pass N` and `fail N`.
count() {
    sed -E 's/^ℹ (pass|fail) ([0-9]+)$/\2 \1ed/' "$logs"/* | grep -E '^(test result:|[0-9]+ (passed|failed))' | grep -oE "[0-9]+ $1" | awk '{ sum += $1 } END { print sum + 0 }'
}

stages=("${@:-${every_stage[@]}}")
read -ra tools < <(for name in "${stages[@]}"; do needs "$name"; done | tr ' ' '\n' | awk '!seen[$0]++' | tr '\n' ' ')
rm -rf "$logs"
mkdir -p "$logs"
table=$'stage      minutes\n'
status=0

if stage tools; then
    for name in "${stages[@]}"; do
        stage "$name"
    done
fi

printf '\n%s\n%s passed, %s failed\n' "$table" "$(count passed)" "$(count failed)"
exit "$status"
