#!/usr/bin/env bash
# Tries parsers and properties on cases that `cargo test` does not have, two groups at a time, each for SECONDS_EACH (twenty
# minutes), and says for how long and on how many cases each held. A group ends where it fails: the seed is printed, and
# proptest keeps the case in `proptest-regressions/`, which is committed with what mends it.
#
# `scripts/fuzz.sh once` is the stage of `make test`: every group goes once, on the same cases in each run. That is
# between a second and two and a half minutes for each on one core.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

each=${SECONDS_EACH:-1200}
[ "${1:-}" != once ] || each=0
jobs=${JOBS:-2}

# group, how cargo finds its tests, cases in one go, properties that each of them is tried on
groups="actor       fuzz documents::actor         4000 1
activity    fuzz documents::activity      4000 1
object      fuzz documents::object        4000 1
collection  fuzz documents::collection    4000 1
cavage      fuzz signatures::cavage       4000 1
rfc9421     fuzz signatures::rfc9421      4000 1
digest      fuzz signatures::digest       4000 1
key         fuzz signatures::key          4000 1
webfinger   fuzz discovery::webfinger     4000 1
host-meta   fuzz discovery::host_meta     4000 1
nodeinfo    fuzz discovery::nodeinfo      4000 1
directory   fuzz directories::directory   2000 2
html        fuzz markup::sanitiser        4000 1
plain-text  fuzz markup::plain_text       4000 1
page        fuzz markup::page             4000 1
picture     fuzz pictures::picture        4000 1
text        lib  text::properties         4000 7
search      lib  query::properties        4000 2
parameters  lib  extract::properties      2000 4
csv         lib  transfer::properties     4000 1
proofs      lib  proof::tests::properties 2000 2
operations  api  properties::whatever       50 1"

# Runs one group until its time is over, at least once, and prints its line.
try() {
    local group=$1 where=$2 filter=$3 cases=$4 properties=$5
    local target=(--lib) began=$SECONDS tried=0 verdict=held seed=2026 output
    [ "$where" = lib ] || target=(--test "$where")
    while [ "$tried" -eq 0 ] || [ $((SECONDS - began)) -lt "$each" ]; do
        [ "$each" -eq 0 ] || seed=$RANDOM$RANDOM
        if ! output=$(PROPTEST_RNG_SEED=$seed PROPTEST_CASES=$cases \
            cargo test --quiet --locked --workspace "${target[@]}" "$filter" 2>&1); then
            printf '%s\n' "$output"
            verdict="FAILED with PROPTEST_RNG_SEED=$seed PROPTEST_CASES=$cases"
            break
        fi
        tried=$((tried + cases * properties))
    done
    printf '%-11s %5d s %10d cases  %s\n' "$group" $((SECONDS - began)) "$tried" "$verdict"
    [ "$verdict" = held ]
}

cargo test --quiet --locked --workspace --lib --test api --test fuzz --no-run || exit
status=0 running=0
while read -r group where filter cases properties; do
    if [ "$running" -ge "$jobs" ]; then
        wait -n || status=1
        running=$((running - 1))
    fi
    try "$group" "$where" "$filter" "$cases" "$properties" &
    running=$((running + 1))
done <<<"$groups"
while [ "$running" -gt 0 ]; do
    wait -n || status=1
    running=$((running - 1))
done
exit $status
